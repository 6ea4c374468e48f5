using System.CommandLine;
using Workforce.Cli.Nights;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary><c>report --city C [--json]</c>: compares the services' listings with the register.</summary>
public static class ReportCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var command = new Command("report", "Compares every expired contract with its evaluation request, its notice and its unit's letter") { City, Json };
        CommandRun.SetAction(command, ReportAsync);
        return command;
    }

    private static async Task<int> ReportAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var report = await NightReading.ReadAsync(run.Listings, city, run.Cancellation) ?? throw CycleChoice.NothingExpired(city);
        if (run.Get(Json))
            Console.WriteLine(report.ToJson());
        else
            ReportScreen.Show(run.Screen, city, report);
        return report.Lost + report.Doubled == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }
}
