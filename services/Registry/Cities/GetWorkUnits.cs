using Workforce.Registry.Cache;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Cities;

/// <summary>Gets work units by id.</summary>
public sealed class GetWorkUnits(VersionedCache<Guid, WorkUnit> units)
{
    /// <summary>In the order of the ids; ids that are unknown or out of reach are left out.</summary>
    /// <param name="ids">Without repetition.</param>
    public async ValueTask<IReadOnlyList<WorkUnit>> GetAsync(IReadOnlyList<Guid> ids, Reach reach, CancellationToken cancellation) =>
        [.. (await units.FindAsync(ids, cancellation)).Where(unit => reach.HasPartOf(unit.CityId))];
}
