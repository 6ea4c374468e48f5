namespace Workforce.Contract.Cycles;

/// <summary>A cycle together with its units.</summary>
public sealed record CycleSnapshot(Cycle Cycle, IReadOnlyDictionary<Guid, CycleUnit> Units)
{
    public static CycleSnapshot Of(Cycle cycle, IEnumerable<CycleUnit> units) => new(cycle, units.ToDictionary(unit => unit.UnitId));
}
