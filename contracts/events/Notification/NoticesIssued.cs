namespace Workforce.Notification.Events;

/// <summary>Notices to the workers of one expired batch were issued, with the letters to the heads of its units.</summary>
/// <param name="BatchId">Of the <c>ContractsExpired</c> that it reports on.</param>
/// <param name="Notices">How many notices were issued by this message.</param>
/// <param name="IssuedAt">When, by Notification's clock.</param>
[SubscribedBy("contract")]
public sealed record NoticesIssued(Guid BatchId, Guid CycleId, int Notices, DateTimeOffset IssuedAt);
