using MassTransit;
using Workforce.ServiceDefaults.Identity;

namespace Workforce.ServiceDefaults.Messaging;

public static class Aside
{
    /// <summary>
    /// Sends the malformed part of a batch back to the queue that it came from, as a message of its own. Nothing in that one
    /// is well-formed, so its consumer throws and it is parked, alone and with the reason, while the rest of the batch is done.
    /// Belongs inside <see cref="Inbox.OnceAsync{TEvent, TItem}"/>: before the commit, so that it is not lost, and not again with every repeat.
    /// </summary>
    public static async Task SetAsideAsync<TEvent>(this ConsumeContext<TEvent> context, TEvent malformed)
        where TEvent : class
    {
        var messageId = DerivedId.From("malformed", context.MessageId!);
        var queue = await context.GetSendEndpoint(context.ReceiveContext.InputAddress);
        await queue.Send(malformed, aside => aside.MessageId = messageId, context.CancellationToken);
    }
}
