using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Ratings;

/// <summary>Records which contracts have a signed rating: when they expire, no other is asked for.</summary>
public sealed class RecordRatings(MessageInbox inbox)
{
    /// <exception cref="MalformedEventException">A part of the message is missing.</exception>
    public Task RecordAsync(ReceivedMessage<RatingsSigned> message) => message.Event.Fault is { } fault
        ? throw new MalformedEventException(nameof(RatingsSigned), message.Id, fault)
        : inbox.HandleOnceAsync(message, message.Event, StoreAsync);

    private static Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<RatingsSigned>> messages) => RatedContractStore.SaveAsync(
        work,
        [
            .. from message in messages
               from rating in message.Item.Ratings
               select new RatedContract(message.Item.CityId, rating.ContractId, rating.RatingId, rating.Version, rating.SignedAt.UtcDateTime),
        ],
        CancellationToken.None);
}
