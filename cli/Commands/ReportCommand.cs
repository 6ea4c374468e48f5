using System.CommandLine;
using System.Globalization;
using Workforce.Cli.Nights;
using Workforce.Cli.Screens;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>report --city C [--json]</c>: compares what the services list with the register.</summary>
public static class ReportCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var command = new Command("report", "Compares every contract that has ended with its request, its notice and its unit's letter") { City, Json };
        Call.SetAction(command, ReportAsync);
        return command;
    }

    private static async Task<int> ReportAsync(Call call)
    {
        var city = await call.System.Cities.GetCityAsync(new GetCityRequest { City = call.Get(City) }, cancellationToken: call.Cancellation);
        var newest = await CycleChoice.DayAsync(call.Listings, city, "");
        var due = await Due.ReadAsync(call.Listings, city.Id, lastDay => string.CompareOrdinal(lastDay, newest) <= 0);
        var cycles = await call.Listings.Cycles(city.Id).OrderBy(cycle => cycle.LastDay, StringComparer.Ordinal).ToListAsync(call.Cancellation);
        var outcome = await Outcome.ReadAsync(call.Listings, city.Id, due, cycles);
        var report = NightReport.Of(city.Code, CommonOptions.Iso(DateOnly.Parse(newest, CultureInfo.InvariantCulture).AddDays(1)), due, outcome, cycles);

        if (call.Get(Json))
            Console.WriteLine(report.ToJson());
        else
            ReportScreen.Show(call.Screen, city, report);
        return report.Lost + report.Doubled == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }
}
