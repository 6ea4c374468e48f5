using Workforce.Registry.Names;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Cities;

/// <summary>Finds a city as a person names it.</summary>
public sealed class FindCity(CityStore cities)
{
    /// <param name="city">Code, name or id, whatever the letter case.</param>
    /// <exception cref="NotFoundException">There is none within reach; it has the nearest names.</exception>
    public async Task<City> FindAsync(string city, Reach reach, CancellationToken cancellation) =>
        await cities.FindAsync(city, reach, cancellation)
        ?? throw new NotFoundException("city", city, NearestNames.Hint(city, await cities.ListNamesAsync(reach, cancellation)));
}
