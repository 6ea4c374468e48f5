namespace Workforce.Evaluation.Events;

/// <summary>Evaluation requests were created for the contracts of one expired batch.</summary>
/// <param name="BatchId">Of the <c>ContractsExpired</c> that it reports on.</param>
/// <param name="Requests">How many were created by this message.</param>
[SubscribedBy("contract")]
public sealed record EvaluationsRequested(Guid BatchId, Guid CycleId, int Requests);
