using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Rosters;

/// <summary>Finds contracts of a city by their ids and by the NIKs of their workers; the access log says for whom.</summary>
public sealed class FindContracts(RosterStore rosters, AccessLog accesses)
{
    /// <returns>Unknown ids and NIKs are left out.</returns>
    public async Task<IReadOnlyList<FoundContract>> FindAsync(
        Guid cityId, Guid[] contractIds, IReadOnlyList<Nik> niks, AllowedCall call, CancellationToken cancellation)
    {
        var found = await rosters.FindAsync(cityId, contractIds, niks, cancellation);
        await accesses.WriteByCityAsync(call, found.Select(contract => (cityId, contract.WorkerId)), "contracts by ids and NIKs");
        return found;
    }
}
