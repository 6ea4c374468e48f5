using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Registry.V1;

namespace Workforce.Cli.Nights;

/// <summary>Which cycle of a city is meant.</summary>
public static class CycleChoice
{
    /// <returns>The last day, yyyy-MM-dd, of the cycle asked for, or of the newest one when <paramref name="asked"/> is empty.</returns>
    /// <exception cref="BadInputException">There is none.</exception>
    public static async Task<string> DayAsync(Listings listings, City city, string asked)
    {
        var days = await listings.Cycles(city.Id).Select(cycle => cycle.LastDay).Order(StringComparer.Ordinal).ToListAsync();
        if (days.Count == 0)
            throw new BadInputException($"no contract of {city.Name} has ended yet; workforce expire --city {city.Code} ends what is due");
        if (asked.Length == 0)
            return days[^1];
        return days.Contains(asked)
            ? asked
            : throw new BadInputException($"no contract of {city.Name} ended on {asked}; cycles are there for {string.Join(", ", days.TakeLast(5))}");
    }
}
