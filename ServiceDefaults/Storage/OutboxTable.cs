using Dapper;
using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>The outbox as its relay and those who watch it see it: one statement for any number of rows.</summary>
public sealed class OutboxTable(NpgsqlDataSource source)
{
    /// <summary>
    /// Takes messages that nobody has in hand, oldest first. The lease runs by the database's clock; until it ends, or its
    /// token is replaced, nobody else takes them.
    /// </summary>
    internal async Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        Guid token, int limit, TimeSpan lease, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<OutboxRow>(new CommandDefinition(
            """
            with due as (
                select id from outbox
                where sent_at is null and (leased_until is null or leased_until < clock_timestamp())
                order by position
                limit @limit
                for update skip locked)
            update outbox set lease_token = @token, leased_until = clock_timestamp() + @lease, attempts = attempts + 1
            from due where outbox.id = due.id
            returning outbox.id, event_type as EventType, body, trace_parent as TraceParent
            """,
            new { limit, token, lease }, cancellationToken: cancellation));
        return rows.AsList();
    }

    /// <summary>Marks what was confirmed. A token that is no longer the row's marks nothing: somebody else has the row now.</summary>
    internal async Task MarkSentAsync(Guid token, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        await ExecuteAsync(
            """
            update outbox set sent_at = clock_timestamp(), lease_token = null, leased_until = null
            where id = any(@ids) and lease_token = @token
            """,
            new { ids = ids.ToArray(), token }, cancellation);

    /// <summary>Gives back what was not confirmed, to be claimed again at once.</summary>
    internal async Task ReleaseAsync(Guid token, CancellationToken cancellation) =>
        await ExecuteAsync(
            "update outbox set lease_token = null, leased_until = null where sent_at is null and lease_token = @token",
            new { token }, cancellation);

    /// <summary>Seconds that the oldest unsent message has waited; 0 when there is none.</summary>
    internal async Task<double> AgeAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<double>(new CommandDefinition(
            """
            select coalesce(extract(epoch from clock_timestamp() - announced_at), 0)::float8
            from outbox where sent_at is null order by position limit 1
            """,
            cancellationToken: cancellation));
    }

    /// <summary>How many messages wait, counted up to <paramref name="atMost"/>: for writers that must not run far ahead.</summary>
    public async Task<int> CountUnsentAsync(int atMost, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from (select 1 from outbox where sent_at is null limit @atMost) as unsent",
            new { atMost }, cancellationToken: cancellation));
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
    }
}
