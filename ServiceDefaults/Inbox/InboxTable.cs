using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Inbox;

internal static class InboxTable
{
    /// <summary>
    /// Enters messages. A duplicate that another process is handling waits here for its commit; all are entered in one order, so that
    /// two processes never deadlock.
    /// </summary>
    /// <returns>Those that had not been entered before, with their endpoints.</returns>
    public static async Task<HashSet<(Guid MessageId, string Endpoint)>> EnterAsync(UnitOfWork work, IReadOnlyCollection<InboxDelivery> deliveries)
    {
        var entered = await work.ListAsync<(Guid, string)>(
            """
            insert into inbox (message_id, endpoint)
            select message_id, endpoint from unnest(@ids, @endpoints) as delivered (message_id, endpoint)
            order by message_id, endpoint
            on conflict do nothing
            returning message_id, endpoint
            """,
            new
            {
                ids = deliveries.Select(delivery => delivery.MessageId).ToArray(),
                endpoints = deliveries.Select(delivery => delivery.Endpoint).ToArray(),
            },
            CancellationToken.None);
        return [.. entered];
    }

    /// <summary>Deletes the ids of messages that were received longer ago than that.</summary>
    public static Task<int> DeleteAsync(Database database, TimeSpan age, CancellationToken cancellation) =>
        database.ExecuteAsync("delete from inbox where received_at < clock_timestamp() - @age", new { age }, cancellation);
}
