using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Identity;

namespace Workforce.Contract.Expiry;

/// <summary>Divides expired contracts into messages.</summary>
public static class Batches
{
    /// <summary>
    /// Fills batches in the order given: small units share one, a unit is not divided unless it alone is larger than a batch.
    /// </summary>
    /// <param name="snapshot">Their cycle, with each of their units.</param>
    /// <param name="expired">By unit.</param>
    /// <param name="atMost">Contracts in a batch.</param>
    public static IReadOnlyList<ContractsExpired> Of(CycleSnapshot snapshot, IReadOnlyList<DueContract> expired, int atMost)
    {
        var batches = new List<ContractsExpired>();
        var filling = new List<ExpiredUnit>();
        var room = atMost;
        foreach (var unit in expired.GroupBy(contract => contract.UnitId))
        {
            var frozen = snapshot.Units[unit.Key];
            foreach (var share in unit.Chunk(atMost))
            {
                if (share.Length > room)
                    Finish();
                filling.Add(Expired(frozen, share));
                room -= share.Length;
            }
        }
        Finish();
        return batches;

        void Finish()
        {
            if (filling.Count > 0)
                batches.Add(Batch(snapshot.Cycle, filling));
            (filling, room) = ([], atMost);
        }
    }

    public static int CountOf(ContractsExpired batch) => batch.Units.Sum(unit => unit.Contracts.Count);

    private static ExpiredUnit Expired(CycleUnit unit, DueContract[] contracts) => new(
        unit.UnitId, unit.HeadId, unit.KeepsWorking,
        [.. contracts.Select(contract => new ExpiredContract(contract.ContractId, contract.WorkerId))]);

    // A contract expires once, so the first one of a batch names it among all batches of the cycle.
    private static ContractsExpired Batch(Cycle cycle, List<ExpiredUnit> units) => new(
        DerivedId.From("contracts-expired", cycle.Id, units[0].Contracts[0].ContractId),
        cycle.CityId, cycle.Id, cycle.LastDay, cycle.DueDay, units);
}
