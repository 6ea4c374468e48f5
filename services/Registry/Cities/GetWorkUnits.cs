using Workforce.Registry.Cache;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Cities;

/// <summary>Gets work units by id, from Redis where they are cached there.</summary>
public sealed class GetWorkUnits(CityStore cities, RedisCache<WorkUnit> cachedUnits)
{
    /// <summary>In the order of the ids; ids that are unknown or out of reach are left out.</summary>
    /// <param name="ids">Without repetition.</param>
    public async Task<IReadOnlyList<WorkUnit>> GetAsync(IReadOnlyList<Guid> ids, Reach reach, CancellationToken cancellation) =>
        [.. (await cachedUnits.ReadAsync(ids, misses => cities.GetUnitsAsync(misses, cancellation))).Where(unit => reach.HasPartOf(unit.CityId))];
}
