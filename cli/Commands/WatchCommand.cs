using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Commands;

/// <summary><c>watch --city C [--last-day D]</c>: live bars of a cycle until all workers are notified.</summary>
public static class WatchCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "The cycle of the contracts with this last day; the newest cycle by default");

    public static Command Create()
    {
        var command = new Command("watch", "Follows a renewal cycle until every worker is notified") { City, LastDay };
        CommandRun.SetAction(command, WatchAsync);
        return command;
    }

    private static async Task<int> WatchAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var day = await CycleChoice.DayAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        run.Screen.Line($"[bold]{Words.Safe(city.Name)}[/], contracts with last day {Words.Day(day)}");
        var fanOut = new FanOut(run.System, city.Id, lastDay => lastDay == day, due: null);
        await Bars.ShowAsync(run.Screen, fanOut.Bars, () => fanOut.FollowAsync(Task.CompletedTask, run.Cancellation));
        if (!fanOut.IsComplete)
            throw new NotRunningException($"no progress for {FanOut.StandstillLimit.TotalSeconds:0} seconds; see workforce dead-letters list");
        run.Screen.Line($"[green]✓[/] Every worker is notified. [dim]Next:[/] workforce report --city {Words.Safe(city.Code)}");
        return ExitCode.Done;
    }
}
