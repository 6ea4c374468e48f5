using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>A message that is being handled, perhaps together with others.</summary>
public sealed class InboxMessage<TItem>
    where TItem : notnull
{
    private readonly Work _work;
    private readonly InboxTurn _turn;

    internal InboxMessage(Work work, InboxTurn turn) => (_work, _turn) = (work, turn);

    /// <summary>What its consumer made of it.</summary>
    public TItem Item => (TItem)_turn.Item;

    /// <summary>What is done from now on is part of this message's trace, for example sending some of it aside.</summary>
    public void Resume() => _turn.Resume();

    /// <summary>
    /// Announces, as part of this message's trace, what followed from it. It is announced again when the message comes again.
    /// </summary>
    /// <param name="messageId">Derived from what the event says (<see cref="Identity.DerivedId"/>).</param>
    /// <param name="event">One of the records under <c>contracts/events</c>.</param>
    public void Announce(Guid messageId, object @event) =>
        _work.Announce(Announcement.Of(messageId, @event, _turn.MessageId, _turn.Activity?.Id));
}
