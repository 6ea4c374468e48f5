using System.Collections.Immutable;

namespace Workforce.Contract.Events;

/// <summary>
/// The contracts of a batch that can be handled, and the rest. A message is whatever its sender wrote: despite the types, any part of
/// it may be missing.
/// </summary>
/// <param name="WellFormed">In order of contract: two transactions that share contracts and write them in different orders would deadlock.</param>
/// <param name="Malformed">The batch with nothing but its malformed contracts; null when there are none.</param>
/// <param name="Fault">What is wrong with the first of these.</param>
public sealed record SplitBatch(
    IReadOnlyList<(ExpiredUnit Unit, ExpiredContract Contract)> WellFormed, ContractsExpired? Malformed, string? Fault)
{
    private static readonly ExpiredUnit NoUnit = new(Guid.Empty, Guid.Empty, KeepsWorking: false, []);

    /// <summary>Those of the well-formed contracts whose workers go on by the next one, by contract.</summary>
    public IReadOnlyDictionary<Guid, ContinuingContract> Continuing { get; init; } = ImmutableDictionary<Guid, ContinuingContract>.Empty;

    /// <summary>Those of the batch's contracts that have a signed rating already.</summary>
    public IReadOnlySet<Guid> Rated { get; init; } = ImmutableHashSet<Guid>.Empty;

    /// <summary>Those of the batch's contracts whose employer is a vendor.</summary>
    public IReadOnlySet<Guid> Outsourced { get; init; } = ImmutableHashSet<Guid>.Empty;

    /// <summary>Which expiry of each of the well-formed contracts it is, where it is not the first.</summary>
    public IReadOnlyDictionary<Guid, int> Expiries { get; init; } = ImmutableDictionary<Guid, int>.Empty;

    /// <summary>What makes the whole batch malformed; null when nothing does.</summary>
    public static string? FaultOf(ContractsExpired batch) => batch switch
    {
        _ when batch.BatchId == Guid.Empty => "batch_id is missing",
        _ when batch.CityId == Guid.Empty => "city_id is missing",
        _ when batch.CycleId == Guid.Empty => "cycle_id is missing",
        _ when batch.DueDay == default => "due_day is missing",
        { Units: null or [] } => "units are missing",
        // Which contract continues is unknown, and the worker of none may be sent home in error.
        _ when batch.Continuing?.Any(next => next is null || next.ContractId == Guid.Empty) is true => "continuing lacks a contract",
        // Which expiry it is would be taken for the first, and its notice for one that was issued.
        _ when batch.Repeated?.Any(one => one is null || one.ContractId == Guid.Empty || one.Expiry is < 1 or > short.MaxValue) is true => "repeated lacks a contract or its expiry",
        _ => null,
    };

    /// <param name="unknownUnits">Units that the batch's cycle does not have; their contracts are malformed.</param>
    public static SplitBatch Of(ContractsExpired batch, IReadOnlySet<Guid>? unknownUnits = null)
    {
        if (FaultOf(batch) is { } fault)
            return new([], batch, fault);

        var continuing = (batch.Continuing ?? []).DistinctBy(next => next.ContractId).ToDictionary(next => next.ContractId);
        var items = batch.Units
            .SelectMany(unit => (unit?.Contracts ?? [null!]).Select(contract =>
                new Item(unit ?? NoUnit, contract, contract is null ? null : continuing.GetValueOrDefault(contract.ContractId))))
            .ToLookup(item => item.FaultAmong(unknownUnits));
        var malformed = items.Where(group => group.Key is not null).ToList();
        return new(
            [.. items[null].Select(item => (item.Unit, item.Contract!)).OrderBy(pair => pair.Item2.ContractId)],
            malformed.Count == 0 ? null : batch with { Units = UnitsOf(malformed.SelectMany(group => group)) },
            malformed.FirstOrDefault()?.Key ?? (items.Count == 0 ? "has no contracts" : null))
        {
            Continuing = continuing,
            Rated = SetOf(batch.Rated),
            Outsourced = SetOf(batch.Outsourced),
            Expiries = (batch.Repeated ?? []).DistinctBy(one => one.ContractId).ToDictionary(one => one.ContractId, one => one.Expiry),
        };
    }

    // None where there are none, as in most nights.
    private static IReadOnlySet<Guid> SetOf(IReadOnlyList<Guid>? ids) => ids is null ? ImmutableHashSet<Guid>.Empty : ids.ToHashSet();

    private static List<ExpiredUnit> UnitsOf(IEnumerable<Item> items) =>
        [.. items
            .GroupBy(item => item.Unit)
            .Select(group => group.Key with { Contracts = [.. group.Select(item => item.Contract!)] })];

    private sealed record Item(ExpiredUnit Unit, ExpiredContract? Contract, ContinuingContract? Continuing)
    {
        public string? FaultAmong(IReadOnlySet<Guid>? unknownUnits) => this switch
        {
            { Contract: null } => $"unit {Unit.UnitId} lacks a contract",
            _ when Contract.ContractId == Guid.Empty => $"unit {Unit.UnitId} has a contract without id",
            _ when Contract.WorkerId == Guid.Empty => $"contract {Contract.ContractId} has no worker",
            _ when Unit.UnitId == Guid.Empty => $"contract {Contract.ContractId} has no unit",
            _ when Unit.HeadId == Guid.Empty => $"unit {Unit.UnitId} has no head",
            { Continuing: { } next } when next.NextContractId == Guid.Empty || next.NextFirstDay == default =>
                $"contract {Contract.ContractId} continues without its next contract",
            _ when unknownUnits?.Contains(Unit.UnitId) is true => $"unit {Unit.UnitId} is not in the cycle",
            _ => null,
        };
    }
}
