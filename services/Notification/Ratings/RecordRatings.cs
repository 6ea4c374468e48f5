using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Ratings;

/// <summary>Records which contracts have a signed rating: heads' letters ask for no other.</summary>
public sealed class RecordRatings(MessageInbox inbox)
{
    /// <exception cref="MalformedEventException">A part of the message is missing.</exception>
    public Task RecordAsync(ReceivedMessage<RatingsSigned> message) => message.Event.Fault is { } fault
        ? throw new MalformedEventException(nameof(RatingsSigned), message.Id, fault)
        : inbox.HandleOnceAsync(message, message.Event, StoreAsync);

    private static Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<RatingsSigned>> messages) => RatedContractStore.AddAsync(
        work, messages.SelectMany(message => message.Item.Ratings).Select(rating => rating.ContractId), CancellationToken.None);
}
