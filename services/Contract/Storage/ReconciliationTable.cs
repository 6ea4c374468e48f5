using Dapper;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Batches that nobody has answered for too long, and cycles that are done.</summary>
public sealed class ReconciliationTable(Database database)
{
    /// <summary>
    /// Takes batches whose reports are missing or too small. A batch that was sent again is left alone for twice as long each
    /// time, up to an hour: a listener that is down for the night must not find every message a hundred times.
    /// What still waits in the outbox is on its way and not missing. All by this database's clock; a story's clock has no say in it.
    /// </summary>
    public static async Task<IReadOnlyList<MissingBatch>> TakeMissingAsync(
        Work work, TimeSpan grace, int atMost, CancellationToken cancellation)
    {
        var missing = await work.Connection.QueryAsync<MissingBatch>(new CommandDefinition(
            """
            with missing as (
                select batch_id from expiry_batch
                where finished_at is null
                  and exists (select from outbox where outbox.id = batch_id and sent_at is not null)
                  and coalesce(resent_at, stored_at) < clock_timestamp() - least(@grace * power(2, least(resends, 10)), greatest(@grace, interval '1 hour'))
                order by stored_at limit @atMost
                for update skip locked)
            update expiry_batch set resends = resends + 1, resent_at = clock_timestamp()
            from missing where expiry_batch.batch_id = missing.batch_id
            returning expiry_batch.batch_id as BatchId, cycle_id as CycleId, contracts, requested, told
            """,
            new { grace, atMost }, work.Transaction, cancellationToken: cancellation));
        return missing.AsList();
    }

    /// <summary>Closes the measurement of cycles of which every batch is finished.</summary>
    /// <returns>For each, the seconds from its first batch to its last report.</returns>
    public async Task<IReadOnlyList<double>> TakeToldAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var seconds = await connection.QueryAsync<double>(new CommandDefinition(
            """
            with done as (
                select cycle_id from cycle
                where all_told_at is null
                  and not exists (select from due_day where due_day.city_id = cycle.city_id and due_day.last_day = cycle.last_day)
                  and not exists (select from expiry_batch where expiry_batch.cycle_id = cycle.cycle_id and finished_at is null))
            update cycle set all_told_at = told.finished_at
            from done cross join lateral (
                select min(stored_at) as stored_at, max(finished_at) as finished_at
                from expiry_batch where expiry_batch.cycle_id = done.cycle_id) told
            where cycle.cycle_id = done.cycle_id and told.finished_at is not null
            returning extract(epoch from told.finished_at - told.stored_at)::float8
            """,
            cancellationToken: cancellation));
        return seconds.AsList();
    }
}
