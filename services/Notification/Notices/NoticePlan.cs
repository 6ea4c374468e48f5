using Workforce.Contract.Events;

namespace Workforce.Notification.Notices;

/// <summary>What follows from one batch of expired contracts: whom to tell, and what cannot be told.</summary>
/// <param name="Contracts">The well-formed contracts with their units.</param>
/// <param name="Malformed">The batch with nothing but its malformed contracts; null when there are none.</param>
/// <param name="Fault">What is wrong with the first of these.</param>
public sealed record NoticePlan(
    IReadOnlyList<(ExpiredUnit Unit, ExpiredContract Contract)> Contracts, ContractsExpired? Malformed, string? Fault)
{
    // A message is what its sender made of it: whatever the types promise, anything in it may be null.
    private static readonly ExpiredUnit NoUnit = new(Guid.Empty, Guid.Empty, KeepsWorking: false, []);

    /// <summary>What spoils the whole batch, because every notice needs it; null when nothing does.</summary>
    public static string? FaultOf(ContractsExpired batch) => batch switch
    {
        _ when batch.BatchId == Guid.Empty => "batch_id is missing",
        _ when batch.CycleId == Guid.Empty => "cycle_id is missing",
        { Units: null or [] } => "units are missing",
        _ => null,
    };

    /// <summary>The units that the batch speaks of.</summary>
    public static IReadOnlyCollection<Guid> UnitsOf(ContractsExpired batch) =>
        [.. batch.Units.Where(unit => unit is not null && unit.UnitId != Guid.Empty).Select(unit => unit.UnitId).Distinct()];

    /// <param name="batch">Without a fault of its own.</param>
    /// <param name="unknownUnits">Units that the cycle does not have, so that nobody could say where the worker worked.</param>
    public static NoticePlan From(ContractsExpired batch, IReadOnlySet<Guid> unknownUnits)
    {
        var items = batch.Units
            .SelectMany(unit => (unit?.Contracts ?? [null!]).Select(contract => new Item(unit ?? NoUnit, contract)))
            .ToLookup(item => item.FaultAmong(unknownUnits));
        var malformed = items.Where(group => group.Key is not null).ToList();

        return new(
            // In order of contract: two batches that share contracts and insert them in different orders would deadlock.
            [.. items[null].Select(item => (item.Unit, item.Contract!)).OrderBy(pair => pair.Item2.ContractId)],
            malformed.Count == 0 ? null : batch with { Units = UnitsOf(malformed.SelectMany(group => group)) },
            malformed.FirstOrDefault()?.Key);
    }

    private static List<ExpiredUnit> UnitsOf(IEnumerable<Item> items) =>
        [.. items
            .GroupBy(item => item.Unit)
            .Select(group => group.Key with { Contracts = [.. group.Select(item => item.Contract!)] })];

    private sealed record Item(ExpiredUnit Unit, ExpiredContract? Contract)
    {
        public string? FaultAmong(IReadOnlySet<Guid> unknownUnits) => this switch
        {
            { Contract: null } => $"unit {Unit.UnitId} lacks a contract",
            _ when Contract.ContractId == Guid.Empty => $"unit {Unit.UnitId} has a contract without id",
            _ when Contract.WorkerId == Guid.Empty => $"contract {Contract.ContractId} has no worker",
            _ when Unit.UnitId == Guid.Empty => $"contract {Contract.ContractId} has no unit",
            _ when unknownUnits.Contains(Unit.UnitId) => $"unit {Unit.UnitId} is not in the cycle",
            _ => null,
        };
    }
}
