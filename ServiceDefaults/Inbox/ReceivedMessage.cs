using MassTransit;
using Workforce.ServiceDefaults.Ids;

namespace Workforce.ServiceDefaults.Inbox;

/// <summary>A message as its consumer received it.</summary>
public sealed class ReceivedMessage<TEvent>
    where TEvent : class
{
    private readonly ConsumeContext<TEvent> _context;

    internal ReceivedMessage(ConsumeContext<TEvent> context) => _context = context;

    /// <exception cref="InvalidOperationException">The message has no id, so that a duplicate could not be recognised.</exception>
    public Guid Id => _context.MessageId ?? throw new InvalidOperationException($"A {typeof(TEvent).Name} has no message id");

    public TEvent Event => _context.Message;

    /// <summary>The service is stopping, or the broker has taken the message back.</summary>
    public CancellationToken Cancellation => _context.CancellationToken;

    internal string Endpoint => _context.ReceiveContext.InputAddress.AbsolutePath;

    /// <summary>
    /// Sends the malformed part of a batch to the queue that the batch came from, as a message of its own. Nothing in that one is
    /// well-formed, so handling it throws and it becomes a dead letter, alone and with the reason, while the rest is handled.
    /// Belongs inside <see cref="MessageInbox.HandleOnceAsync{TEvent, TItem}"/>: before the commit, so that it is not lost, and not
    /// again with every duplicate.
    /// </summary>
    public async Task ReturnAsync(TEvent malformed)
    {
        var messageId = DerivedId.From("malformed", Id);
        var queue = await _context.GetSendEndpoint(_context.ReceiveContext.InputAddress);
        await queue.Send(malformed, part => part.MessageId = messageId, Cancellation);
    }
}

public static class ReceivedMessageExtensions
{
    /// <summary>The message for an act, which knows no MassTransit.</summary>
    public static ReceivedMessage<TEvent> Received<TEvent>(this ConsumeContext<TEvent> context)
        where TEvent : class => new(context);
}
