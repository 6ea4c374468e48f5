using MassTransit;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

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
    /// Sends the malformed part of a batch to the queue that the batch came from, as a message of its own, when the unit of work that
    /// handles the rest commits. Nothing in that part is well-formed, so handling it throws and it becomes a dead letter, alone and with
    /// the reason.
    /// </summary>
    public void Return(UnitOfWork work, TEvent malformed) =>
        // Before the commit, so that it is not lost; last, so that a message that is handled together with this one and fails does not
        // have it sent twice. Not cancelled: what has begun is finished also when the service is stopping.
        work.BeforeCommit(async () =>
        {
            var messageId = DerivedId.From("malformed", Id);
            var queue = await _context.GetSendEndpoint(_context.ReceiveContext.InputAddress);
            await queue.Send(malformed, part => part.MessageId = messageId, CancellationToken.None);
        });
}

public static class ReceivedMessageExtensions
{
    /// <summary>The message for an act, which knows no MassTransit.</summary>
    public static ReceivedMessage<TEvent> Received<TEvent>(this ConsumeContext<TEvent> context)
        where TEvent : class => new(context);
}
