using Workforce.Registry.Events;

namespace Workforce.Contract.Tests;

/// <summary>A contract of a history: its terms from moment to moment, and its separations.</summary>
internal sealed class ContractHistory
{
    /// <summary>By the moment from which they are known; null from the moment on at which the contract was withdrawn.</summary>
    public List<(DateTimeOffset At, RegisteredContract? Terms)> Terms { get; } = [];

    public List<SeparationHistory> Separations { get; } = [];

    public RegisteredContract? Newest => Terms.Count == 0 ? null : Terms[^1].Terms;

    public RegisteredContract? KnownAt(DateTimeOffset moment)
    {
        RegisteredContract? known = null;
        foreach (var (at, terms) in Terms)
            if (at <= moment)
                known = terms;
        return known;
    }
}

internal sealed class SeparationHistory
{
    public required string Id { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>A cycle, as the table has it.</summary>
internal sealed record OpenedCycle(Guid CityId, DateOnly LastDay, DateOnly StayHomeFrom, DateTimeOffset OpenedAt, IReadOnlyDictionary<Guid, bool> KeepsWorking);

/// <summary>States as a person would find them out, worker by worker: slow, and easy to see through.</summary>
internal static class StateOracle
{
    /// <summary>Null where the worker is not in the population.</summary>
    public static (Guid Contract, Guid Unit, V1.WorkerState State, DateOnly Since)? StateOf(
        IEnumerable<ContractHistory> ofWorker, IReadOnlyCollection<OpenedCycle> cycles, DateOnly day, DateTimeOffset knownAt)
    {
        var inPopulation = new List<(RegisteredContract Terms, ContractHistory History)>();
        foreach (var history in ofWorker)
            if (history.KnownAt(knownAt) is { } terms && terms.FirstDay <= day && day <= terms.LastDay.AddYears(1))
                inPopulation.Add((terms, history));
        if (inPopulation.Count == 0)
            return null;

        var inForce = inPopulation.Where(one => day <= one.Terms.LastDay).ToList();
        var (contract, its) = (inForce.Count > 0 ? inForce : inPopulation)
            .OrderByDescending(one => one.Terms.LastDay).ThenByDescending(one => one.Terms.FirstDay).ThenBy(one => one.Terms.ContractId.ToString(), StringComparer.Ordinal).First();
        var (state, since) = StateOf(contract, its, cycles, day, knownAt);
        return (contract.ContractId, contract.UnitId, state, since);
    }

    private static (V1.WorkerState State, DateOnly Since) StateOf(
        RegisteredContract contract, ContractHistory history, IEnumerable<OpenedCycle> cycles, DateOnly day, DateTimeOffset knownAt)
    {
        foreach (var separation in history.Separations)
            if (separation.RecordedAt <= knownAt && !(separation.WithdrawnAt <= knownAt) && separation.EffectiveOn <= day)
                return (V1.WorkerState.Separated, separation.EffectiveOn > contract.FirstDay ? separation.EffectiveOn : contract.FirstDay);
        if (day <= contract.LastDay)
            return (V1.WorkerState.InForce, contract.FirstDay);
        var after = contract.LastDay.AddDays(1);
        var cycle = cycles.SingleOrDefault(one => one.LastDay == contract.LastDay && one.OpenedAt <= knownAt);
        if (cycle is not null && cycle.KeepsWorking[contract.UnitId])
            return (V1.WorkerState.Exempt, after);
        if (contract.VendorId is not null)
            return (V1.WorkerState.AwaitingTender, after);
        return cycle is not null && day >= cycle.StayHomeFrom ? (V1.WorkerState.Furloughed, cycle.StayHomeFrom) : (V1.WorkerState.AwaitingDecision, after);
    }
}
