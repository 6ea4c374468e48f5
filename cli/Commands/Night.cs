using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Commands;

/// <summary>One night of one city, from its folder to the outcome, compared with the register.</summary>
/// <param name="asOf">yyyy-MM-dd; contracts whose last day is before it expire.</param>
public sealed class Night(WorkforceSystem system, Screen screen, string asOf)
{
    public async Task<NightReport> PlayAsync(CityFolder folder, FileStream register, CancellationToken cancellation)
    {
        screen.Line($"[bold]{Words.Safe(folder.City.Name)}[/], the night before {Words.Day(asOf)}\n");
        var applied = await AppliedCity.SendAsync(system, folder, cancellation);
        CityScreen.Show(screen, folder, applied);
        var city = applied.City.City;

        var (import, importTime) = await RegisterImport.SendAsync(system, screen, city, register, cancellation);
        ImportScreen.Show(screen, city, import, importTime);
        // Next contracts may stand in the rows that are not in: their workers would be sent home.
        if (import.End is ImportEnd.BrokenOff)
            throw new BadInputException("rows of the register after the last one read are not in, so no contract expires; play it again once the file is whole and correct");

        var listings = new Listings(system, cancellation);
        var sweep = new FollowedSweep(system, screen, asOf);
        var due = await Due.ReadAsync(listings, city.Id, sweep.IsBefore);
        await Arrival.WaitAsync(system, screen, city.Id, cancellation);

        screen.Gap();
        screen.Line($"The sweep as of [bold]{Words.Day(asOf)}[/]: {Words.Count(due.Contracts.Count, "contract")} due in {Words.Count(due.Letters.Count, "unit")}");
        var (expired, cycles, fanOutTime) = await sweep.ExpireAsync(city.Id, due, listings, cancellation);

        var outcome = await Outcome.ReadAsync(listings, city.Id, due, cycles, await listings.LeftOutDaysAsync(city.Id));
        var report = NightReport.Of(city.Code, asOf, due, outcome, cycles) with
        {
            ContractsImported = import.RowsImported,
            ContractsUnchanged = import.RowsUnchanged,
            ContractsUpdated = import.RowsUpdated,
            RowsRejected = import.RowsRejected,
            Warnings = import.Warnings,
            ExpiredNow = expired.ContractsExpired,
            SecondsImport = Math.Round(importTime.TotalSeconds, 3),
            SecondsFanOut = Math.Round(fanOutTime.TotalSeconds, 3),
            TraceId = expired.TraceId,
        };
        screen.Gap();
        ReportScreen.Show(screen, city, report);
        return report;
    }
}
