using System.CommandLine;
using System.Globalization;
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
        var cycles = await run.Listings.Cycles(city.Id).OrderBy(cycle => cycle.LastDay, StringComparer.Ordinal).ToListAsync(run.Cancellation);
        var leftOut = await run.Listings.LeftOutDaysAsync(city.Id);
        var newest = cycles.Select(cycle => cycle.LastDay).Concat(leftOut.Select(day => day.LastDay)).Max(StringComparer.Ordinal)
            ?? throw CycleChoice.NothingExpired(city);
        var due = await Due.ReadAsync(run.Listings, city.Id, lastDay => string.CompareOrdinal(lastDay, newest) <= 0);
        var outcome = await Outcome.ReadAsync(run.Listings, city.Id, due, cycles, leftOut);
        var report = NightReport.Of(city.Code, CommonOptions.Iso(DateOnly.Parse(newest, CultureInfo.InvariantCulture).AddDays(1)), due, outcome, cycles);

        if (run.Get(Json))
            Console.WriteLine(report.ToJson());
        else
            ReportScreen.Show(run.Screen, city, report);
        return report.Lost + report.Doubled == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }
}
