using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Registry.V1;

namespace Workforce.Cli.Nights;

/// <summary>Selects a renewal cycle of a city by its last day.</summary>
public static class CycleChoice
{
    /// <returns><paramref name="lastDay"/> (yyyy-MM-dd), or the newest cycle's last day when it is empty.</returns>
    /// <exception cref="BadInputException">The city has no such cycle.</exception>
    public static async Task<string> DayAsync(Listings listings, City city, string lastDay)
    {
        var days = await listings.Cycles(city.Id).Select(cycle => cycle.LastDay).Order(StringComparer.Ordinal).ToListAsync();
        if (days.Count == 0)
            throw NothingExpired(city);
        if (lastDay.Length == 0)
            return days[^1];
        return days.Contains(lastDay)
            ? lastDay
            : throw new BadInputException($"{city.Name} has no cycle of {lastDay}; the newest are of {string.Join(", ", days.TakeLast(5))}");
    }

    public static BadInputException NothingExpired(City city) =>
        new($"no contract of {city.Name} has expired yet; workforce expire --city {city.Code} expires those that are due");
}
