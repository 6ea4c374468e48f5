namespace Workforce.Contract.Cycles;

/// <summary>A cycle together with its units.</summary>
public sealed record CycleSnapshot(Cycle Cycle, IReadOnlyDictionary<Guid, CycleUnit> Units);
