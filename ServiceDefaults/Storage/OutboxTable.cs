using Dapper;
using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>The outbox as its relay sees it: one statement for any number of rows.</summary>
internal sealed class OutboxTable(NpgsqlDataSource source)
{
    // A relay's marks need not outlive a crash of the server at once: a lost one only repeats a message, which is recognised. So
    // nobody waits for them to be on disk. Holds for the statement's own transaction.
    private const string Hastily = "(select set_config('synchronous_commit', 'off', true)) is not null";

    /// <summary>
    /// Takes messages that nobody has in hand, oldest first. The lease runs by the database's clock; until it ends, or its
    /// token is replaced, nobody else takes them.
    /// </summary>
    public async Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        Guid token, int limit, TimeSpan lease, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<OutboxRow>(new CommandDefinition(
            $"""
            with due as (
                select id from outbox
                where sent_at is null and (leased_until is null or leased_until < clock_timestamp())
                order by position
                limit @limit
                for update skip locked)
            update outbox set lease_token = @token, leased_until = clock_timestamp() + @lease, attempts = attempts + 1
            from due where outbox.id = due.id and {Hastily}
            returning outbox.id, event_type as EventType, body, trace_parent as TraceParent,
                extract(epoch from clock_timestamp() - announced_at)::float8 as Waited
            """,
            new { limit, token, lease }, cancellationToken: cancellation));
        return rows.AsList();
    }

    /// <summary>Marks what was confirmed. A token that is no longer the row's marks nothing: somebody else has the row now.</summary>
    public async Task MarkSentAsync(Guid token, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        await ExecuteAsync(
            $"""
            update outbox set sent_at = clock_timestamp(), lease_token = null, leased_until = null
            where id = any(@ids) and lease_token = @token and {Hastily}
            """,
            new { ids = ids.ToArray(), token }, cancellation);

    /// <summary>
    /// Gives back what was not confirmed, to be claimed again after a few seconds, longer each time: what can never be published
    /// must not keep the rest waiting behind it.
    /// </summary>
    public async Task ReleaseAsync(Guid token, CancellationToken cancellation) =>
        await ExecuteAsync(
            """
            update outbox set lease_token = null, leased_until = clock_timestamp() + least(attempts, 5) * interval '1 second'
            where sent_at is null and lease_token = @token
            """,
            new { token }, cancellation);

    /// <summary>Seconds that the oldest unsent message has waited; 0 when there is none.</summary>
    public async Task<double> AgeAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<double>(new CommandDefinition(
            """
            select coalesce(extract(epoch from clock_timestamp() - announced_at), 0)::float8
            from outbox where sent_at is null order by position limit 1
            """,
            cancellationToken: cancellation));
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
    }
}
