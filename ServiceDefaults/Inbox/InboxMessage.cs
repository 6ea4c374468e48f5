using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Inbox;

/// <summary>A message that is being handled, perhaps together with others.</summary>
public sealed class InboxMessage<TItem>
    where TItem : notnull
{
    private readonly UnitOfWork _work;
    private readonly InboxDelivery _delivery;

    internal InboxMessage(UnitOfWork work, InboxDelivery delivery) => (_work, _delivery) = (work, delivery);

    /// <summary>What its consumer read from it.</summary>
    public TItem Item => (TItem)_delivery.Item;

    /// <summary>Makes what follows part of this message's trace, for example sending its malformed part.</summary>
    public void ContinueTrace() => _delivery.ContinueTrace();

    /// <summary>Publishes an event as part of this message's trace. A duplicate of the message has it published again.</summary>
    /// <param name="messageId">Derived from what the event says (<see cref="Ids.DerivedId"/>).</param>
    /// <param name="event">One of the records under <c>contracts/events</c>.</param>
    public void Publish(Guid messageId, object @event) =>
        _work.Publish(OutboxMessage.Of(messageId, @event, _delivery.MessageId, _delivery.Activity?.Id));
}
