using System.Globalization;
using Workforce.Cli.Connections;
using Workforce.Registry.V1;

namespace Workforce.Cli.Nights;

/// <summary>Reads the outcome of all nights of a city from the services' listings.</summary>
public static class NightReading
{
    /// <returns>Null when no contract has expired, nor was left out.</returns>
    public static async Task<NightReport?> ReadAsync(Listings listings, City city, CancellationToken cancellation)
    {
        var cycles = await listings.Cycles(city.Id).OrderBy(cycle => cycle.LastDay, StringComparer.Ordinal).ToListAsync(cancellation);
        var leftOut = await listings.LeftOutDaysAsync(city.Id);
        if (cycles.Select(cycle => cycle.LastDay).Concat(leftOut.Select(day => day.LastDay)).Max(StringComparer.Ordinal) is not { } newest)
            return null;
        var due = await Due.ReadAsync(listings, city.Id, lastDay => string.CompareOrdinal(lastDay, newest) <= 0);
        var outcome = await Outcome.ReadAsync(listings, city.Id, due, cycles, leftOut);
        var asOf = DateOnly.Parse(newest, CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return NightReport.Of(city.Code, asOf, due, outcome, cycles);
    }
}
