using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Screens;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>watch --city C [--last-day D]</c>: live bars of a cycle until all are told.</summary>
public static class WatchCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "The cycle of the contracts that ended on this day; without it, the newest");

    public static Command Create()
    {
        var command = new Command("watch", "Follows a renewal cycle until every worker is told") { City, LastDay };
        Call.SetAction(command, WatchAsync);
        return command;
    }

    private static async Task<int> WatchAsync(Call call)
    {
        var city = await call.System.Cities.GetCityAsync(new GetCityRequest { City = call.Get(City) }, cancellationToken: call.Cancellation);
        var day = await CycleChoice.DayAsync(call.Listings, city, CommonOptions.Iso(call.Get(LastDay)));
        call.Screen.Line($"[bold]{Words.Safe(city.Name)}[/], contracts that ended on {Words.Day(day)}");
        var fanOut = new FanOut(call.System, city.Id, lastDay => lastDay == day, due: null);
        await Bars.ShowAsync(call.Screen, fanOut.Bars, () => fanOut.FollowAsync(Task.CompletedTask, call.Cancellation));
        if (!fanOut.IsComplete)
            throw new NotRunningException($"nothing has moved for {FanOut.StandstillLimit.TotalSeconds:0} seconds; see workforce parked list");
        call.Screen.Line($"[green]✓[/] Every worker is told. [dim]Next:[/] workforce report --city {Words.Safe(city.Code)}");
        return ExitCode.Done;
    }
}
