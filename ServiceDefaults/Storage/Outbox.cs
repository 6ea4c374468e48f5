using Dapper;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>Writes to the outbox, inside somebody's transaction.</summary>
public static class Outbox
{
    /// <summary>
    /// Marks messages to be sent again, for listeners that missed them; those who heard them recognise the repeat.
    /// </summary>
    /// <returns>How many were found.</returns>
    public static Task<int> SendAgainAsync(Work work, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation) =>
        SendAgainAsync(work, "id", messageIds, cancellation);

    /// <summary>The same for whatever the handling of these messages announced.</summary>
    internal static Task SendAgainCausedByAsync(Work work, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation) =>
        SendAgainAsync(work, "caused_by", messageIds, cancellation);

    internal static async Task InsertAsync(Work work, IReadOnlyCollection<Announcement> announcements, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into outbox (id, event_type, body, caused_by, trace_parent)
            select * from unnest(@ids, @types, @bodies, @causes, @traces)
            on conflict (id) do nothing
            """,
            new
            {
                ids = announcements.Select(a => a.MessageId).ToArray(),
                types = announcements.Select(a => a.EventType).ToArray(),
                bodies = announcements.Select(a => a.Body).ToArray(),
                causes = announcements.Select(a => a.CausedBy).ToArray(),
                traces = announcements.Select(a => a.TraceParent).ToArray(),
            },
            work.Transaction, cancellationToken: cancellation));

    private static async Task<int> SendAgainAsync(
        Work work, string column, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation)
    {
        work.WakeRelay();
        return await work.Connection.ExecuteAsync(new CommandDefinition(
            $"""
            update outbox set sent_at = null, lease_token = null, leased_until = null
            where {column} = any(@messageIds) and sent_at is not null
            """,
            new { messageIds = messageIds.ToArray() }, work.Transaction, cancellationToken: cancellation));
    }
}
