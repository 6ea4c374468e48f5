using System.Runtime.CompilerServices;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workforce.ServiceDefaults.Parking;

/// <summary>Takes the messages of one parked queue in hand. What was not removed is given back at the end.</summary>
internal sealed class Shelf(IChannel channel, string queue) : IAsyncDisposable
{
    private const ushort NotFound = 404;

    private long _inHand;

    /// <summary>Messages that lay here when the reading began; 0 before it.</summary>
    public long Count { get; private set; }

    /// <summary>Each message that lies here when the reading begins, once, the longest parked first.</summary>
    public async IAsyncEnumerable<BasicGetResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (long read = 0; read == 0 || read < Count; read++)
        {
            if (await GetAsync(cancellation) is not { } got)
                yield break;
            // Not the count that the queue tells when asked for it: that one may not yet know what somebody has just given back.
            if (read == 0)
                Count = got.MessageCount + 1;
            _inHand++;
            yield return got;
        }
    }

    public async Task RemoveAsync(BasicGetResult got, CancellationToken cancellation)
    {
        await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellation);
        _inHand--;
    }

    public async ValueTask DisposeAsync()
    {
        // Said explicitly: what a closing channel leaves behind comes back only a while after it is closed.
        if (_inHand > 0 && channel.IsOpen)
            await channel.BasicNackAsync(deliveryTag: 0, multiple: true, requeue: true);
        await channel.DisposeAsync();
    }

    private async Task<BasicGetResult?> GetAsync(CancellationToken cancellation)
    {
        try
        {
            return await channel.BasicGetAsync(queue, autoAck: false, cancellation);
        }
        // Nothing has ever been parked here.
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == NotFound)
        {
            return null;
        }
    }
}
