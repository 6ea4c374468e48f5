namespace Workforce.Contract.Contracts;

/// <summary>A day on which contracts of a city end, until a sweep has expired all of them.</summary>
/// <param name="HasContracts">Contracts that ended on it were in force when the sweep began.</param>
public sealed record UnsweptDay(DateOnly LastDay, bool HasContracts);
