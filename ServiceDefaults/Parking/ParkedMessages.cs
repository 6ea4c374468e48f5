using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.ServiceDefaults.Parking;

/// <summary>The parked messages of the service's own queues. Nothing is lost however a call ends: what is in hand goes back.</summary>
internal sealed class ParkedMessages(ServiceName service, Uri broker)
{
    // RabbitMQ keeps back acknowledgements for a quorum queue beyond 32 in flight, and forgets those kept back when the channel
    // closes: the message would be parked still. Each chunk is read by calls that wait for the queue, so there are never so many.
    private const int RetriedAtOnce = 10;

    /// <summary>The first <paramref name="limit"/>, and how many there are beyond.</summary>
    /// <param name="queue">That they were parked from; null for every queue of the service.</param>
    /// <param name="limit">Messages to describe.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(IReadOnlyList<ParkedMessage> Messages, long More)> ListAsync(string? queue, int limit, CancellationToken cancellation)
    {
        var places = PlacesOf(queue);
        List<ParkedMessage> messages = [];
        var count = 0L;
        await using var turn = await Turn.TakeAsync(broker, service, cancellation);
        foreach (var place in places)
        {
            await using var shelf = await turn.OpenAsync(place, cancellation);
            // Beyond the limit one more is taken in hand: it tells how many there are.
            await foreach (var got in shelf.ReadAsync(cancellation))
            {
                if (messages.Count == limit)
                    break;
                messages.Add(Description.Of(place, got));
            }
            count += shelf.Count;
        }
        return (messages, count - messages.Count);
    }

    /// <summary>
    /// Puts messages back on the queues that they were parked from. Each is removed only once it is confirmed there: a crash in
    /// between repeats a message, which the inbox recognises.
    /// </summary>
    public async Task<(long Retried, long Refused)> RetryAsync(Selection selection, CancellationToken cancellation)
    {
        var places = PlacesOf(selection.Queue);
        var (retried, refused) = (0L, 0L);
        await using var turn = await Turn.TakeAsync(broker, service, cancellation);
        await using var publisher = await turn.OpenPublisherAsync(cancellation);
        foreach (var place in places)
        {
            await using var shelf = await turn.OpenAsync(place, cancellation);
            await foreach (var chunk in shelf.ReadAsync(cancellation).Where(selection.Has).Chunk(RetriedAtOnce))
            {
                var confirmed = await Task.WhenAll(chunk.Select(got => PutBack.SendAsync(publisher, place.Queue, got, cancellation)));
                foreach (var (got, isConfirmed) in chunk.Zip(confirmed).Where(pair => pair.Second))
                    await shelf.RemoveAsync(got, cancellation);
                retried += confirmed.Count(isConfirmed => isConfirmed);
                refused += confirmed.Count(isConfirmed => !isConfirmed);
            }
        }
        return (retried, refused);
    }

    /// <summary>Deletes messages for ever.</summary>
    /// <returns>How many.</returns>
    public async Task<long> DropAsync(Selection selection, CancellationToken cancellation)
    {
        var places = PlacesOf(selection.Queue);
        var dropped = 0L;
        await using var turn = await Turn.TakeAsync(broker, service, cancellation);
        foreach (var place in places)
        {
            await using var shelf = await turn.OpenAsync(place, cancellation);
            await foreach (var got in shelf.ReadAsync(cancellation).Where(selection.Has))
            {
                await shelf.RemoveAsync(got, cancellation);
                dropped++;
            }
        }
        return dropped;
    }

    private List<ParkedQueue> PlacesOf(string? queue)
    {
        var own = EventCatalog.QueuesOf(service.Value).ToList();
        if (queue is not null && !own.Contains(queue))
            throw new NotFoundException(
                "queue", queue, own.Count == 0 ? $"{service.Value} has no queue" : $"{service.Value} has {string.Join(", ", own)}");
        return [.. own.Where(name => queue is null || name == queue).SelectMany(ParkedQueue.BesideOf)];
    }
}
