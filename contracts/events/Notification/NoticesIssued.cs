namespace Workforce.Notification.Events;

/// <summary>The workers of one expired batch were told.</summary>
/// <param name="BatchId">The <c>ContractsExpired</c> that it answers.</param>
/// <param name="CycleId">The renewal cycle.</param>
/// <param name="Notices">How many notices were stored.</param>
/// <param name="IssuedAt">When, by Notification's clock.</param>
[HeardBy("contract")]
public sealed record NoticesIssued(Guid BatchId, Guid CycleId, int Notices, DateTimeOffset IssuedAt);
