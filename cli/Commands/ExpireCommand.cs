using System.CommandLine;
using System.Diagnostics;
using Workforce.Cli.Nights;
using Workforce.Cli.Screens;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>expire --city C [--as-of DATE]</c>: ends what is due.</summary>
public static class ExpireCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> AsOf = CommonOptions.Day("--as-of", "Contracts whose last day is before this day end; without it, the city's today");

    public static Command Create()
    {
        var command = new Command("expire", "Ends the contracts that are due; twice adds nothing") { City, AsOf };
        Call.SetAction(command, ExpireAsync);
        return command;
    }

    private static async Task<int> ExpireAsync(Call call)
    {
        var city = await call.System.Cities.GetCityAsync(new GetCityRequest { City = call.Get(City) }, cancellationToken: call.Cancellation);
        var start = Stopwatch.GetTimestamp();
        var reply = await Expiry.StartAsync(call.System, city.Id, CommonOptions.Iso(call.Get(AsOf)), call.Cancellation);
        ExpireScreen.Show(call.Screen, city, reply, Stopwatch.GetElapsedTime(start));
        return ExitCode.Done;
    }
}
