using Workforce.Registry.Cache;

namespace Workforce.Registry.Cities;

/// <summary>Gets work units by id, from Redis where they are cached there.</summary>
public sealed class GetWorkUnits(CityStore cities, RedisCache<WorkUnit> cachedUnits)
{
    /// <summary>In the order of the ids; unknown ids are left out.</summary>
    /// <param name="ids">Without repetition.</param>
    public Task<IReadOnlyList<WorkUnit>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        cachedUnits.ReadAsync(ids, misses => cities.GetUnitsAsync(misses, cancellation));
}
