namespace Workforce.Notification.Events;

/// <summary>The heads of one batch's units have their letters, those that had them before included.</summary>
/// <param name="BatchId">The <c>ContractsExpired</c> that led to it.</param>
/// <param name="CycleId">The renewal cycle.</param>
[HeardBy("contract")]
public sealed record LettersIssued(Guid BatchId, Guid CycleId);
