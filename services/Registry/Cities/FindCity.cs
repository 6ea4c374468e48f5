using Workforce.Registry.Names;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Cities;

/// <summary>Finds a city as a person names it.</summary>
public sealed class FindCity(CityStore cities)
{
    /// <param name="city">Code, name or id, whatever the letter case.</param>
    /// <exception cref="NotFoundException">There is none; it has the nearest names.</exception>
    public async Task<City> FindAsync(string city, CancellationToken cancellation) =>
        await cities.FindAsync(city, cancellation)
        ?? throw new NotFoundException("city", city, NearestNames.Hint(city, await cities.ListNamesAsync(cancellation)));
}
