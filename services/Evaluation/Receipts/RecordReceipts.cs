using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Receipts;

/// <summary>Records when workers received the notices of their ratings (tanda terima): from then on they have so many days to object.</summary>
public sealed class RecordReceipts(MessageInbox inbox)
{
    /// <exception cref="MalformedEventException">A part of the message is missing.</exception>
    public Task RecordAsync(ReceivedMessage<RatingsReceived> message) => message.Event.Fault is { } fault
        ? throw new MalformedEventException(nameof(RatingsReceived), message.Id, fault)
        : inbox.HandleOnceAsync(message, message.Event, StoreAsync);

    private static Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<RatingsReceived>> messages) => ReceiptStore.AddAsync(
        work, [.. messages.SelectMany(message => message.Item.Ratings).Select(rating => (rating.RatingId, rating.ReceivedOn))], CancellationToken.None);
}
