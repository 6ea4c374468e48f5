using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Ids;

namespace Workforce.Contract.Contracts;

/// <summary>Divides expired contracts into messages.</summary>
public static class ExpiredBatches
{
    /// <summary>
    /// Fills one batch after the other in the order given: small units share one, and a unit that does not fit continues in the next.
    /// Each message costs its consumers as much as hundreds of contracts, so none is published with room to spare.
    /// </summary>
    /// <param name="cycle">Their cycle, with each of their units.</param>
    /// <param name="expired">By unit.</param>
    /// <param name="dueDay">By when heads must have rated them.</param>
    /// <param name="batchSize">Contracts in a batch at most.</param>
    public static IReadOnlyList<ContractsExpired> Of(FrozenCycle cycle, IReadOnlyList<DueContract> expired, DateOnly dueDay, int batchSize) =>
        [.. expired.Chunk(batchSize).Select(share => Batch(cycle, dueDay, share))];

    public static int CountOf(ContractsExpired batch) => batch.Units.Sum(unit => unit.Contracts.Count);

    private static ContractsExpired Batch(FrozenCycle cycle, DateOnly dueDay, DueContract[] contracts) => new(
        IdOf(cycle, contracts[0]),
        cycle.Cycle.CityId, cycle.Cycle.Id, cycle.Cycle.LastDay, dueDay,
        [.. contracts.GroupBy(contract => contract.UnitId).Select(unit => Expired(cycle.Units[unit.Key], unit))],
        Rated: IdsOf(contracts, contract => contract.IsRated),
        Continuing: ContinuingIn(contracts, cycle.Policy.RatePastPeriod),
        Repeated: RepeatedIn(contracts),
        Outsourced: IdsOf(contracts, contract => contract.IsOutsourced));

    // Each expiry of a contract happens once, so the first one of a batch names it among all batches of the cycle.
    private static Guid IdOf(FrozenCycle cycle, DueContract first) => first.Expiry == 0
        ? DerivedId.From("contracts-expired", cycle.Cycle.Id, first.ContractId)
        : DerivedId.From("contracts-expired", cycle.Cycle.Id, first.ContractId, first.Expiry);

    private static ExpiredUnit Expired(CycleUnit unit, IEnumerable<DueContract> contracts) => new(
        unit.UnitId, unit.HeadId, unit.KeepsWorking,
        [.. contracts.Select(contract => new ExpiredContract(contract.ContractId, contract.WorkerId))]);

    private static List<Guid>? IdsOf(DueContract[] contracts, Func<DueContract, bool> isMeant)
    {
        var ids = contracts.Where(isMeant).Select(contract => contract.ContractId).ToList();
        return ids.Count == 0 ? null : ids;
    }

    private static List<RepeatedExpiry>? RepeatedIn(DueContract[] contracts)
    {
        var repeated = contracts.Where(contract => contract.Expiry > 0).Select(contract => new RepeatedExpiry(contract.ContractId, contract.Expiry)).ToList();
        return repeated.Count == 0 ? null : repeated;
    }

    private static List<ContinuingContract>? ContinuingIn(DueContract[] contracts, bool ratesPastPeriod)
    {
        var continuing = (
            from contract in contracts
            where contract.Next is not null
            let next = contract.Next
            select new ContinuingContract(contract.ContractId, next.ContractId, next.UnitId, next.VendorId, next.FirstDay, ratesPastPeriod)).ToList();
        return continuing.Count == 0 ? null : continuing;
    }
}
