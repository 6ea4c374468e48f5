using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Identity;

namespace Workforce.Evaluation.Requests;

/// <summary>What follows from one batch of expired contracts: the requests to make, and what cannot become one.</summary>
/// <param name="Requests">One for each well-formed contract.</param>
/// <param name="Malformed">The batch with nothing but its malformed contracts; null when there are none.</param>
/// <param name="Fault">What is wrong with the first of these.</param>
public sealed record RequestPlan(IReadOnlyList<EvaluationRequest> Requests, ContractsExpired? Malformed, string? Fault)
{
    // A message is what its sender made of it: whatever the types promise, anything in it may be null.
    private static readonly ExpiredUnit NoUnit = new(Guid.Empty, Guid.Empty, KeepsWorking: false, []);

    /// <summary>Splits a batch. A fact that every request needs (batch, city, cycle, due day) spoils all of it when missing.</summary>
    public static RequestPlan From(ContractsExpired batch)
    {
        if (FaultOf(batch) is { } fault)
            return new([], batch, fault);

        var items = batch.Units
            .SelectMany(unit => (unit?.Contracts ?? [null!]).Select(contract => new Item(unit ?? NoUnit, contract)))
            .ToLookup(item => item.Fault);
        var malformed = items.Where(group => group.Key is not null).ToList();

        return new(
            RequestsFor(batch, items[null]),
            malformed.Count == 0 ? null : batch with { Units = UnitsOf(malformed.SelectMany(group => group)) },
            malformed.FirstOrDefault()?.Key);
    }

    // In order of contract: two batches that share contracts and insert them in different orders would deadlock.
    private static List<EvaluationRequest> RequestsFor(ContractsExpired batch, IEnumerable<Item> items)
    {
        List<Item> inOrder = [.. items.OrderBy(item => item.Contract!.ContractId)];
        return [.. inOrder.Zip(GrowingIds.Next(inOrder.Count), (item, id) => new EvaluationRequest(
            id, item.Contract!.ContractId, item.Contract.WorkerId, batch.CityId, batch.CycleId,
            item.Unit.UnitId, item.Unit.HeadId, batch.DueDay))];
    }

    private static List<ExpiredUnit> UnitsOf(IEnumerable<Item> items) =>
        [.. items
            .GroupBy(item => item.Unit)
            .Select(group => group.Key with { Contracts = [.. group.Select(item => item.Contract!)] })];

    private static string? FaultOf(ContractsExpired batch) => batch switch
    {
        _ when batch.BatchId == Guid.Empty => "batch_id is missing",
        _ when batch.CityId == Guid.Empty => "city_id is missing",
        _ when batch.CycleId == Guid.Empty => "cycle_id is missing",
        _ when batch.DueDay == default => "due_day is missing",
        { Units: null or [] } => "units are missing",
        _ => null,
    };

    private sealed record Item(ExpiredUnit Unit, ExpiredContract? Contract)
    {
        public string? Fault => this switch
        {
            { Contract: null } => $"unit {Unit.UnitId} lacks a contract",
            _ when Contract.ContractId == Guid.Empty => $"unit {Unit.UnitId} has a contract without id",
            _ when Contract.WorkerId == Guid.Empty => $"contract {Contract.ContractId} has no worker",
            _ when Unit.UnitId == Guid.Empty => $"contract {Contract.ContractId} has no unit",
            _ when Unit.HeadId == Guid.Empty => $"unit {Unit.UnitId} has no head",
            _ => null,
        };
    }
}
