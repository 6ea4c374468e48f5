using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Nights;

/// <summary>Selects a renewal cycle of a city by its last day.</summary>
public static class CycleChoice
{
    /// <returns><paramref name="lastDay"/> (yyyy-MM-dd), or the newest cycle's last day when it is empty.</returns>
    /// <exception cref="BadInputException">The city has no such cycle.</exception>
    public static async Task<string> DayAsync(Listings listings, City city, string lastDay) => (await FindAsync(listings, city, lastDay)).LastDay;

    /// <summary>The same with how far the cycle has come.</summary>
    /// <exception cref="BadInputException">The city has no such cycle.</exception>
    public static async Task<CycleProgress> FindAsync(Listings listings, City city, string lastDay)
    {
        var cycles = await listings.Cycles(city.Id).OrderBy(cycle => cycle.LastDay, StringComparer.Ordinal).ToListAsync();
        if (cycles.Count == 0)
            throw NothingExpired(city);
        if (lastDay.Length == 0)
            return cycles[^1];
        return cycles.Find(cycle => cycle.LastDay == lastDay)
            ?? throw new BadInputException($"{city.Name} has no cycle of {lastDay}; the newest are of {string.Join(", ", cycles.TakeLast(5).Select(cycle => cycle.LastDay))}");
    }

    public static BadInputException NothingExpired(City city) =>
        new($"no contract of {city.Name} has expired yet; workforce expire --city {city.Code} expires those that are due");
}
