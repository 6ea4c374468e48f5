namespace Workforce.ServiceDefaults.Outbox;

/// <summary>Writes to the outbox within a unit of work.</summary>
public static class OutboxWriter
{
    /// <summary>A condition for a statement of a store: RabbitMQ has confirmed the message, and it is not being published again.</summary>
    /// <param name="messageId">The statement's expression for its id.</param>
    public static string IsPublished(string messageId) =>
        $"exists (select from outbox where outbox.id = {messageId} and outbox.published_at is not null)";

    /// <summary>Has messages published again, for a subscriber that did not get them; the others recognise the duplicate.</summary>
    /// <returns>How many were found.</returns>
    public static Task<int> RepublishAsync(UnitOfWork work, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation) =>
        RepublishAsync(work, "id", messageIds, cancellation);

    /// <summary>The same for all that the handling of these messages published.</summary>
    internal static Task RepublishCausedByAsync(UnitOfWork work, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation) =>
        RepublishAsync(work, "caused_by", messageIds, cancellation);

    internal static Task InsertAsync(UnitOfWork work, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into outbox (id, event_type, body, caused_by, trace_parent)
            select * from unnest(@ids, @types, @bodies, @causes, @traces)
            on conflict (id) do nothing
            """,
            new
            {
                ids = messages.Select(message => message.MessageId).ToArray(),
                types = messages.Select(message => message.EventType).ToArray(),
                bodies = messages.Select(message => message.Body).ToArray(),
                causes = messages.Select(message => message.CausedBy).ToArray(),
                traces = messages.Select(message => message.TraceParent).ToArray(),
            },
            cancellation);

    private static Task<int> RepublishAsync(UnitOfWork work, string column, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation)
    {
        work.WakeRelay();
        return work.ExecuteAsync(
            $"""
            update outbox set published_at = null, lease_token = null, leased_until = null
            where {column} = any(@messageIds) and published_at is not null
            """,
            new { messageIds = messageIds.ToArray() }, cancellation);
    }
}
