using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Rosters;

/// <summary>Lists a roster with names and whole NIKs; the access log says for whom.</summary>
public sealed class ListRoster(RosterStore rosters, AccessLog accesses)
{
    /// <param name="after">Unit and contract of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<RosterEntry>> ListAsync(
        Roster roster, (Guid UnitId, Guid ContractId)? after, int size, AllowedCall call, CancellationToken cancellation)
    {
        var entries = await rosters.ListAsync(roster, after, size, cancellation);
        await accesses.WriteByCityAsync(
            call, entries.Select(entry => (roster.CityId, entry.WorkerId)), $"roster of {roster.PeriodFrom.ToIso()} to {roster.PeriodTo.ToIso()}");
        return entries;
    }
}
