namespace Workforce.Evaluation.Events;

/// <summary>Heads were asked to rate the contracts of one expired batch.</summary>
/// <param name="BatchId">The <c>ContractsExpired</c> that it answers.</param>
/// <param name="CityId">The city.</param>
/// <param name="CycleId">The renewal cycle.</param>
/// <param name="DueDay">By when heads must have rated.</param>
/// <param name="Units">How many requests were made to each unit's head; the sum is the batch's.</param>
[HeardBy("contract", "notification")]
public sealed record EvaluationsRequested(
    Guid BatchId, Guid CityId, Guid CycleId, DateOnly DueDay, IReadOnlyList<RequestedUnit> Units);
