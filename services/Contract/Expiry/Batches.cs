using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Identity;

namespace Workforce.Contract.Expiry;

/// <summary>Divides expired contracts into messages.</summary>
public static class Batches
{
    /// <summary>
    /// Fills one batch after the other in the order given: small units share one, and a unit that does not fit goes on in the next.
    /// Each message costs all that handle it as much as hundreds of contracts, so none leaves with room to spare.
    /// </summary>
    /// <param name="snapshot">Their cycle, with each of their units.</param>
    /// <param name="expired">By unit.</param>
    /// <param name="atMost">Contracts in a batch.</param>
    public static IReadOnlyList<ContractsExpired> Of(CycleSnapshot snapshot, IReadOnlyList<DueContract> expired, int atMost) =>
        [.. expired.Chunk(atMost).Select(share => Batch(snapshot, share))];

    public static int CountOf(ContractsExpired batch) => batch.Units.Sum(unit => unit.Contracts.Count);

    // A contract expires once, so the first one of a batch names it among all batches of the cycle.
    private static ContractsExpired Batch(CycleSnapshot snapshot, DueContract[] contracts) => new(
        DerivedId.From("contracts-expired", snapshot.Cycle.Id, contracts[0].ContractId),
        snapshot.Cycle.CityId, snapshot.Cycle.Id, snapshot.Cycle.LastDay, snapshot.Cycle.DueDay,
        [.. contracts.GroupBy(contract => contract.UnitId).Select(unit => Expired(snapshot.Units[unit.Key], unit))]);

    private static ExpiredUnit Expired(CycleUnit unit, IEnumerable<DueContract> contracts) => new(
        unit.UnitId, unit.HeadId, unit.KeepsWorking,
        [.. contracts.Select(contract => new ExpiredContract(contract.ContractId, contract.WorkerId))]);
}
