using System.Diagnostics;
using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

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

        var (import, importTime) = await ImportAsync(city, register, cancellation);
        ImportScreen.Show(screen, city, import, importTime);
        // Next contracts may stand in the rows that are not in: their workers would be sent home.
        if (import.End is ImportEnd.BrokenOff)
            throw new BadInputException("rows of the register after the last one read are not in, so no contract expires; play it again once the file is whole and correct");

        var listings = new Listings(system, cancellation);
        var due = await Due.ReadAsync(listings, city.Id, IsBefore);
        await Arrival.WaitAsync(system, screen, city.Id, cancellation);

        screen.Gap();
        screen.Line($"The sweep as of [bold]{Words.Day(asOf)}[/]: {Words.Count(due.Contracts.Count, "contract")} due in {Words.Count(due.Letters.Count, "unit")}");
        var (expired, cycles, fanOutTime) = await ExpireAsync(city.Id, due, listings, cancellation);

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

    private bool IsBefore(string lastDay) => string.CompareOrdinal(lastDay, asOf) < 0;

    private async Task<(ImportReply Reply, TimeSpan Time)> ImportAsync(City city, FileStream register, CancellationToken cancellation)
    {
        screen.Gap();
        var upload = Uploads.Of(system.Register, city.Id, register, Path.GetFileName(register.Name), sheet: null);
        var start = Stopwatch.GetTimestamp();
        ImportReply? reply = null;
        await Bars.ShowAsync(screen, [upload.Sent], async () => reply = await upload.SendAsync(cancellation));
        return (reply!, Stopwatch.GetElapsedTime(start));
    }

    private async Task<(ExpireReply Reply, IReadOnlyList<CycleProgress> Cycles, TimeSpan Time)> ExpireAsync(
        string cityId, Due due, Listings listings, CancellationToken cancellation)
    {
        var fanOut = new FanOut(system, cityId, IsBefore, due.Contracts.Count);
        var letters = new Bar("Letters to heads", due.Letters.Count);
        var start = Stopwatch.GetTimestamp();
        var time = TimeSpan.Zero;
        ExpireReply? reply = null;
        await Bars.ShowAsync(screen, [.. fanOut.Bars, letters], async () =>
        {
            var expiring = ExpireAsync(cityId, fanOut, cancellation);
            await fanOut.FollowAsync(expiring, cancellation);
            time = Stopwatch.GetElapsedTime(start);
            reply = await expiring;
            // A letter is committed with the notices of its unit: one that is missing now does not come.
            letters.Value = await listings.LettersOfCycles(fanOut.Cycles).CountAsync(cancellation);
            // How many units have workers to rate, the outcome says.
            if (reply.LeftOut.Count > 0 || fanOut.Cycles.Any(cycle => cycle.RequestsDue < cycle.Expired))
                letters.Total = 0;
        });
        return (reply!, fanOut.Cycles, time);
    }

    private async Task<ExpireReply> ExpireAsync(string cityId, FanOut fanOut, CancellationToken cancellation)
    {
        var reply = await Expiry.StartAsync(system, cityId, asOf, despiteMissing: false, cancellation);
        fanOut.Except(reply.LeftOut.Sum(day => day.Contracts));
        return reply;
    }
}
