using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>The dead letters of the service's own queues. Nothing is lost however a call ends: what it has not acknowledged is requeued.</summary>
internal sealed class DeadLetterStore(ServiceName service, Uri broker)
{
    // RabbitMQ holds acknowledgements for a quorum queue beyond 32 in flight, and forgets those when the channel closes: the message
    // would still be a dead letter. Each chunk is read by calls that wait for the queue, so there are never so many.
    private const int RequeuedTogether = 10;

    /// <summary>The first <paramref name="limit"/>, and how many there are beyond.</summary>
    /// <param name="queue">That they come from; null for every queue of the service.</param>
    public async Task<(IReadOnlyList<DeadLetter> DeadLetters, long More)> ListAsync(string? queue, int limit, CancellationToken cancellation)
    {
        var queues = QueuesBeside(queue);
        List<DeadLetter> deadLetters = [];
        var count = 0L;
        await using var session = await BrokerSession.OpenAsync(broker, service, cancellation);
        foreach (var deadLetterQueue in queues)
        {
            await using var reader = await session.ReadAsync(deadLetterQueue, cancellation);
            // Beyond the limit one more is read: the count comes with it.
            await foreach (var got in reader.ReadAsync(cancellation))
            {
                if (deadLetters.Count == limit)
                    break;
                deadLetters.Add(Description.Of(deadLetterQueue, got));
            }
            count += reader.Count;
        }
        return (deadLetters, count - deadLetters.Count);
    }

    /// <exception cref="NotFoundException">The service has no such queue.</exception>
    public void Check(Selection selection) => QueuesBeside(selection.Queue);

    /// <summary>
    /// Publishes dead letters to the queues that they come from. Each is removed only once it is confirmed there: a crash in between
    /// repeats a message, which the inbox recognises.
    /// </summary>
    public async Task<(long Requeued, long Refused)> RequeueAsync(Selection selection, CancellationToken cancellation)
    {
        var queues = QueuesBeside(selection.Queue);
        var (requeued, refused) = (0L, 0L);
        await using var session = await BrokerSession.OpenAsync(broker, service, cancellation);
        await using var publisher = await session.OpenPublisherAsync(cancellation);
        foreach (var deadLetterQueue in queues)
        {
            await using var reader = await session.ReadAsync(deadLetterQueue, cancellation);
            await foreach (var chunk in reader.ReadAsync(cancellation).Where(selection.Has).Chunk(RequeuedTogether))
            {
                var confirmed = await Task.WhenAll(chunk.Select(got => Requeue.PublishAsync(publisher, deadLetterQueue.Queue, got, cancellation)));
                foreach (var (got, _) in chunk.Zip(confirmed).Where(pair => pair.Second))
                    await reader.RemoveAsync(got, cancellation);
                requeued += confirmed.Count(isConfirmed => isConfirmed);
                refused += confirmed.Count(isConfirmed => !isConfirmed);
            }
        }
        return (requeued, refused);
    }

    /// <summary>Deletes dead letters for ever.</summary>
    /// <returns>How many.</returns>
    public async Task<long> DropAsync(Selection selection, CancellationToken cancellation)
    {
        var queues = QueuesBeside(selection.Queue);
        var dropped = 0L;
        await using var session = await BrokerSession.OpenAsync(broker, service, cancellation);
        foreach (var deadLetterQueue in queues)
        {
            await using var reader = await session.ReadAsync(deadLetterQueue, cancellation);
            await foreach (var got in reader.ReadAsync(cancellation).Where(selection.Has))
            {
                await reader.RemoveAsync(got, cancellation);
                dropped++;
            }
        }
        return dropped;
    }

    private List<DeadLetterQueue> QueuesBeside(string? queue)
    {
        var own = EventCatalog.QueuesOf(service.Value).ToList();
        if (queue is not null && !own.Contains(queue))
            throw new NotFoundException(
                "queue", queue, own.Count == 0 ? $"{service.Value} has no queue" : $"{service.Value} has {string.Join(", ", own)}");
        return [.. own.Where(name => queue is null || name == queue).SelectMany(DeadLetterQueue.Of)];
    }
}
