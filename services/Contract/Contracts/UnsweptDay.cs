namespace Workforce.Contract.Contracts;

/// <summary>A day on which contracts of a city end, until a sweep has expired all of them.</summary>
/// <param name="HasContracts">Contracts that ended on it were in force and had arrived when the sweep began.</param>
public sealed record UnsweptDay(DateOnly LastDay, bool HasContracts);

/// <summary>Contracts in force of one unit whose last day is over.</summary>
/// <param name="Later">How many of them arrived after a sweep had begun.</param>
/// <param name="HasCycle">A sweep has opened the cycle of the day.</param>
/// <param name="HasUnit">The cycle has the unit.</param>
public sealed record UnsweptContracts(DateOnly LastDay, Guid UnitId, int Contracts, int Later, bool HasCycle, bool HasUnit);
