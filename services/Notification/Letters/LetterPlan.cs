using Workforce.Evaluation.Events;

namespace Workforce.Notification.Letters;

/// <summary>What follows from one batch of evaluation requests: whose heads to write to, and what cannot be written.</summary>
/// <param name="Units">The units that were asked, each once.</param>
/// <param name="Malformed">The batch with nothing but its malformed units; null when there are none.</param>
/// <param name="Fault">What is wrong with the first of these.</param>
public sealed record LetterPlan(IReadOnlyList<Guid> Units, EvaluationsRequested? Malformed, string? Fault)
{
    /// <summary>What spoils the whole batch, because every letter needs it; null when nothing does.</summary>
    public static string? FaultOf(EvaluationsRequested batch) => batch switch
    {
        _ when batch.BatchId == Guid.Empty => "batch_id is missing",
        _ when batch.CycleId == Guid.Empty => "cycle_id is missing",
        { Units: null } => "units are missing",
        _ => null,
    };

    /// <summary>The units that the batch speaks of.</summary>
    public static IReadOnlyCollection<Guid> UnitsOf(EvaluationsRequested batch) =>
        [.. batch.Units.Where(unit => unit is not null && unit.UnitId != Guid.Empty).Select(unit => unit.UnitId).Distinct()];

    /// <param name="batch">Without a fault of its own.</param>
    /// <param name="unknownUnits">Units that the cycle does not have, so that nobody could say whom to write to.</param>
    public static LetterPlan From(EvaluationsRequested batch, IReadOnlySet<Guid> unknownUnits)
    {
        var units = batch.Units.ToLookup(unit => FaultAmong(unknownUnits, unit));
        var malformed = units.Where(group => group.Key is not null).ToList();

        return new(
            // In order of unit: two batches of one cycle that write to the same units in different orders would deadlock.
            [.. units[null].Where(unit => unit.Requests > 0).Select(unit => unit.UnitId).Distinct().Order()],
            malformed.Count == 0 ? null : batch with { Units = [.. malformed.SelectMany(group => group)] },
            malformed.FirstOrDefault()?.Key);
    }

    private static string? FaultAmong(IReadOnlySet<Guid> unknownUnits, RequestedUnit? unit) => unit switch
    {
        null => "a unit is missing",
        _ when unit.UnitId == Guid.Empty => "a unit has no id",
        _ when unknownUnits.Contains(unit.UnitId) => $"unit {unit.UnitId} is not in the cycle",
        _ => null,
    };
}
