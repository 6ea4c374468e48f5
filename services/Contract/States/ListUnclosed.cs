using Microsoft.Extensions.Options;
using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.States;

/// <summary>A unit of a city whose states do not sum to the register's, on the city's today.</summary>
public sealed record UnclosedCity(City City, DateOnly Day, IReadOnlyList<UnclosedUnit> Units);

/// <summary>
/// Lists the cities of which a sum does not close today. Each such sum is counted twice, and listed only where both times it is the same: what
/// Registry has published may not have arrived yet.
/// </summary>
public sealed class ListUnclosed(CheckStates checkStates, CityStore cities, TimeProvider clock, IOptions<StateOptions> options)
{
    public async Task<IReadOnlyList<UnclosedCity>> ListAsync(CancellationToken cancellation)
    {
        var found = await CheckAsync(await cities.ListAsync(cancellation), cancellation);
        if (found.Count == 0)
            return [];
        await Task.Delay(TimeSpan.FromSeconds(options.Value.ConfirmAfterSeconds), cancellation);
        var again = (await CheckAsync([.. found.Select(one => one.City)], cancellation)).ToDictionary(one => one.City.Id);
        return
        [
            .. from one in found
               let confirmed = again.TryGetValue(one.City.Id, out var other) ? one.Units.Intersect(other.Units).ToList() : []
               where confirmed.Count > 0
               select one with { Units = confirmed },
        ];
    }

    private async Task<List<UnclosedCity>> CheckAsync(IReadOnlyList<City> checkedCities, CancellationToken cancellation)
    {
        var found = new List<UnclosedCity>();
        foreach (var city in checkedCities)
        {
            var today = clock.TodayIn(city.TimeZone);
            if (await checkStates.CheckAsync(city.Id, today, cancellation) is { Unclosed.Count: > 0 } check)
                found.Add(new UnclosedCity(city, today, check.Unclosed));
        }
        return found;
    }
}
