using MassTransit;

namespace Workforce.ServiceDefaults.Messaging;

public static class Aside
{
    /// <summary>
    /// Sends the malformed part of a batch back to the queue that it came from, as a message of its own. Nothing in that one
    /// is well-formed, so its consumer throws and it is parked, alone and with the reason, while the rest of the batch is done.
    /// </summary>
    /// <param name="context">The batch.</param>
    /// <param name="malformed">The part; it should carry the id of a batch of its own.</param>
    /// <param name="messageId">Derived from the batch's, so that a repeat of the batch sets the same message aside.</param>
    public static async Task SetAsideAsync<TEvent>(this ConsumeContext<TEvent> context, TEvent malformed, Guid messageId)
        where TEvent : class
    {
        var queue = await context.GetSendEndpoint(context.ReceiveContext.InputAddress);
        await queue.Send(malformed, aside => aside.MessageId = messageId, context.CancellationToken);
    }
}
