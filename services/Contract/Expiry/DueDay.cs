namespace Workforce.Contract.Expiry;

/// <summary>A day of a city that no sweep has emptied yet.</summary>
/// <param name="LastDay">The day.</param>
/// <param name="HasContracts">Contracts that ended on it were in force when the sweep began.</param>
public sealed record DueDay(DateOnly LastDay, bool HasContracts);
