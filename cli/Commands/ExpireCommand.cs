using System.CommandLine;
using System.Diagnostics;
using Workforce.Cli.Nights;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary><c>expire --city C [--as-of DATE]</c>: sweeps a city now.</summary>
public static class ExpireCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> AsOf = CommonOptions.Day("--as-of", "Contracts whose last day is before this day expire; the city's today by default");

    private static readonly Option<bool> DespiteMissing = new("--despite-missing")
    {
        Description = "Also while a register is being imported, after an import that broke off, and while Contract has not received all contracts; workers whose next contract is missing are then sent home",
    };

    public static Command Create()
    {
        var command = new Command("expire", "Expires the contracts of a city that are due; a second time adds nothing") { City, AsOf, DespiteMissing };
        CommandRun.SetAction(command, ExpireAsync);
        return command;
    }

    private static async Task<int> ExpireAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        if (!run.Get(DespiteMissing))
            await Arrival.WaitAsync(run.System, run.Screen, city.Id, run.Cancellation);
        var start = Stopwatch.GetTimestamp();
        var reply = await Expiry.StartAsync(run.System, city.Id, CommonOptions.Iso(run.Get(AsOf)), run.Get(DespiteMissing), run.Cancellation);
        ExpireScreen.Show(run.Screen, city, reply, Stopwatch.GetElapsedTime(start));
        return reply.ContractsExpired == 0 && reply.LeftOut.Count > 0 ? ExitCode.BadInput : ExitCode.Done;
    }
}
