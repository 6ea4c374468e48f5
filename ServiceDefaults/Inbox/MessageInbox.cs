using Npgsql;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Inbox;

/// <summary>
/// Handles each message once: the inbox row, the effects and the events that they publish are one transaction. Messages that arrive
/// during a transaction share the next one, and those of one endpoint its statements; a single message waits for no other. And
/// transactions that follow each other do not wait for each other's locks.
/// </summary>
public sealed class MessageInbox(Database database)
{
    /// <summary>Also what a crash in the middle repeats.</summary>
    private const int MessagesPerTransaction = 16;

    private readonly Lock _gate = new();
    private readonly Queue<InboxDelivery> _waiting = [];
    private bool _isHandling;

    /// <summary>
    /// Runs <paramref name="handle"/> and commits, unless this endpoint has handled the message before. Then the effects exist, and only
    /// the events that they published are published again: the sender of a duplicate may have missed them.
    /// </summary>
    /// <param name="item">What <paramref name="handle"/> needs of it.</param>
    /// <param name="handle">
    /// Handles it, together with others that came to the same endpoint: many rows, one statement. Throws when one of them cannot be
    /// handled: then each is handled alone, in a transaction of its own.
    /// </param>
    public Task HandleOnceAsync<TEvent, TItem>(
        ReceivedMessage<TEvent> message, TItem item, Func<UnitOfWork, IReadOnlyList<InboxMessage<TItem>>, Task> handle)
        where TEvent : class
        where TItem : notnull
    {
        var delivery = new InboxDelivery(
            message.Id, message.Endpoint, item,
            (work, deliveries) => handle(work, [.. deliveries.Select(one => new InboxMessage<TItem>(work, one))]));
        lock (_gate)
        {
            _waiting.Enqueue(delivery);
            if (_isHandling)
                return delivery.Done;
            _isHandling = true;
        }
        _ = Task.Run(HandleAllAsync);
        return delivery.Done;
    }

    private async Task HandleAllAsync()
    {
        while (Next() is { Count: > 0 } deliveries)
            await HandleAsync(deliveries);
    }

    private List<InboxDelivery> Next()
    {
        lock (_gate)
        {
            var deliveries = new List<InboxDelivery>(MessagesPerTransaction);
            while (deliveries.Count < MessagesPerTransaction && _waiting.TryDequeue(out var delivery))
                deliveries.Add(delivery);
            _isHandling = deliveries.Count > 0;
            return deliveries;
        }
    }

    private async Task HandleAsync(List<InboxDelivery> deliveries)
    {
        try
        {
            await CommitAsync(deliveries);
            deliveries.ForEach(delivery => delivery.Succeed());
        }
        // Which of them is to blame does not show: alone, the others succeed.
        catch (Exception e) when (deliveries.Count > 1 && (e is PostgresException || !Unreachable.Is(e)))
        {
            foreach (var delivery in deliveries)
                await HandleAsync([delivery]);
        }
        // Rethrown in each message's own consumer.
        catch (Exception e)
        {
            deliveries.ForEach(delivery => delivery.Fail(e));
        }
    }

    // A transaction that has begun is finished also when the service is stopping, so nothing here is cancelled.
    private async Task CommitAsync(List<InboxDelivery> deliveries)
    {
        deliveries[0].ContinueTrace();
        await using var work = await database.BeginAsync(CancellationToken.None);
        var entered = await InboxTable.EnterAsync(work, deliveries);
        var isNew = deliveries.ToLookup(delivery => entered.Remove((delivery.MessageId, delivery.Endpoint)));
        foreach (var together in isNew[true].GroupBy(delivery => delivery.Endpoint).Select(group => group.ToList()))
        {
            together[0].ContinueTrace();
            await together[0].Handle(work, together);
        }
        if (isNew.Contains(false))
            await OutboxWriter.RepublishCausedByAsync(work, [.. isNew[false].Select(duplicate => duplicate.MessageId)], CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
