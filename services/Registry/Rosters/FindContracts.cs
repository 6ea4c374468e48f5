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
        if (found.Count == 0)
            AccessLog.NothingPersonal(call);
        else
            await accesses.WriteAsync(call, new Accessed(cityId, [.. found.Select(contract => contract.WorkerId).Distinct()], "contracts by ids and NIKs"));
        return found;
    }
}
