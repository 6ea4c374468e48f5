namespace Workforce.Contract.Contracts;

/// <summary>A day on which contracts of a city end, and that has contracts to remind by a step.</summary>
/// <param name="Step">The nearest that it has reached, in days before the last day.</param>
public sealed record UnremindedDay(Guid CityId, DateOnly LastDay, int Step);
