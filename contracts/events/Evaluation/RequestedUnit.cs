namespace Workforce.Evaluation.Events;

/// <summary>The requests that one unit's head received from one batch.</summary>
public sealed record RequestedUnit(Guid UnitId, Guid HeadId, int Requests);
