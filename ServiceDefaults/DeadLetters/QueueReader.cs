using System.Runtime.CompilerServices;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>Reads the messages of one dead-letter queue. What was not removed is requeued there at the end.</summary>
internal sealed class QueueReader(IChannel channel, string queue) : IAsyncDisposable
{
    private const ushort NotFound = 404;

    private long _unacknowledged;

    /// <summary>Messages that the queue had when the reading began; 0 before it.</summary>
    public long Count { get; private set; }

    /// <summary>Each message that the queue has when the reading begins, once, the oldest first.</summary>
    public async IAsyncEnumerable<BasicGetResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (long read = 0; read == 0 || read < Count; read++)
        {
            if (await GetAsync(cancellation) is not { } got)
                yield break;
            // Not the count that a declaration answers: that one may not yet include what another session has just requeued.
            if (read == 0)
                Count = got.MessageCount + 1;
            _unacknowledged++;
            yield return got;
        }
    }

    public async Task RemoveAsync(BasicGetResult got, CancellationToken cancellation)
    {
        await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellation);
        _unacknowledged--;
    }

    public async ValueTask DisposeAsync()
    {
        // Explicitly: what a closing channel leaves unacknowledged returns only a while after it is closed.
        if (_unacknowledged > 0 && channel.IsOpen)
            await channel.BasicNackAsync(deliveryTag: 0, multiple: true, requeue: true);
        await channel.DisposeAsync();
    }

    private async Task<BasicGetResult?> GetAsync(CancellationToken cancellation)
    {
        try
        {
            return await channel.BasicGetAsync(queue, autoAck: false, cancellation);
        }
        // MassTransit declares the queue with its first dead letter.
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == NotFound)
        {
            return null;
        }
    }
}
