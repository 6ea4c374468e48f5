using Npgsql;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>The outbox as the relay reads it: one statement for any number of rows.</summary>
internal sealed class OutboxTable(NpgsqlDataSource source)
{
    // A relay's marks need not survive a crash of the server: a lost one repeats a message, which is recognised as a duplicate. So the
    // relay does not wait for the disk. Holds for the statement's own transaction.
    private const string WithoutWaitingForDisk = "(select set_config('synchronous_commit', 'off', true)) is not null";

    /// <summary>
    /// Claims messages without a valid lease, oldest first. The lease runs by the database's clock; until it ends, no other relay claims
    /// them.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        Guid token, int limit, TimeSpan lease, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await Query.ListAsync<ClaimedMessage>(connection, null,
            $"""
            with due as (
                select id from outbox
                where published_at is null and (leased_until is null or leased_until < clock_timestamp())
                order by position
                limit @limit
                for update skip locked)
            update outbox set lease_token = @token, leased_until = clock_timestamp() + @lease, attempts = attempts + 1
            from due where outbox.id = due.id and {WithoutWaitingForDisk}
            returning outbox.id, event_type, body, trace_parent, extract(epoch from clock_timestamp() - stored_at)::float8 as waited
            """,
            new { limit, token, lease }, cancellation);
    }

    /// <summary>Marks what was confirmed. A stale token marks nothing: another relay has claimed the row since.</summary>
    public async Task MarkPublishedAsync(Guid token, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        await ExecuteAsync(
            $"""
            update outbox set published_at = clock_timestamp(), lease_token = null, leased_until = null
            where id = any(@ids) and lease_token = @token and {WithoutWaitingForDisk}
            """,
            new { ids = ids.ToArray(), token }, cancellation);

    /// <summary>
    /// Releases what was not confirmed, to be claimed again after a few seconds, longer each time: a message that can never be published
    /// must not delay those after it.
    /// </summary>
    public async Task ReleaseAsync(Guid token, CancellationToken cancellation) =>
        await ExecuteAsync(
            """
            update outbox set lease_token = null, leased_until = clock_timestamp() + least(attempts, 5) * interval '1 second'
            where published_at is null and lease_token = @token
            """,
            new { token }, cancellation);

    /// <summary>Seconds that the oldest unsent message has waited; 0 when there is none.</summary>
    public async Task<double> AgeAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await Query.ScalarAsync<double>(connection, null,
            """
            select coalesce(extract(epoch from clock_timestamp() - stored_at), 0)::float8
            from outbox where published_at is null order by position limit 1
            """,
            null, cancellation);
    }

    /// <summary>Deletes messages that were published longer ago than that.</summary>
    public Task DeletePublishedAsync(TimeSpan age, CancellationToken cancellation) =>
        ExecuteAsync("delete from outbox where published_at < clock_timestamp() - @age", new { age }, cancellation);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await Query.ExecuteAsync(connection, null, sql, parameters, cancellation);
    }
}
