using Workforce.Contract.Cycles;

namespace Workforce.Contract.Sweeps;

/// <summary>Contracts whose last day is over and that every sweep leaves in force, because something is missing.</summary>
/// <param name="UnitId">Whose contracts they are; null for those of all units.</param>
public sealed record LeftOutDay(DateOnly LastDay, int Contracts, Lack Lack, Guid? UnitId = null);
