using Dapper;
using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.Contract.Expiry;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>The batches that were announced, and what the others reported of each.</summary>
public sealed class ExpiryBatchTable(Database database)
{
    // Locked in one order: reports on the same batches to two processes rarely wait in a circle. Three kinds of report may still
    // share a transaction; PostgreSQL then ends one of the two, whose messages are handled alone.
    private const string Note =
        """
        with report as (
            select batch_id, sum(requested)::int as requested, sum(told)::int as told, bool_or(lettered) as lettered,
                max(issued_at) as issued_at
            from unnest(@ids, @requested, @told, @lettered, @issued) as said (batch_id, requested, told, lettered, issued_at)
            group by batch_id),
        reported as materialized (
            select batch_id from expiry_batch where batch_id = any(@ids) order by batch_id for update)
        update expiry_batch as batch set
            requested = case when finished_at is null then batch.requested + report.requested else batch.requested end,
            told = case when finished_at is null then batch.told + report.told else batch.told end,
            lettered = batch.lettered or report.lettered,
            issued_at = greatest(batch.issued_at, report.issued_at),
            finished_at = case
                when batch.requested + report.requested >= contracts and batch.told + report.told >= contracts
                    and (batch.lettered or report.lettered)
                then coalesce(finished_at, clock_timestamp()) end
        from report join reported using (batch_id)
        where batch.batch_id = report.batch_id
        returning batch.batch_id
        """;

    public static async Task InsertAsync(
        Work work, IReadOnlyCollection<ContractsExpired> batches, DateTime announcedAt, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into expiry_batch (batch_id, cycle_id, contracts, announced_at)
            select batch_id, cycle_id, contracts, @announcedAt
            from unnest(@ids, @cycles, @contracts) as batch (batch_id, cycle_id, contracts)
            """,
            new
            {
                ids = batches.Select(batch => batch.BatchId).ToArray(),
                cycles = batches.Select(batch => batch.CycleId).ToArray(),
                contracts = batches.Select(Batches.CountOf).ToArray(),
                announcedAt,
            },
            work.Transaction, cancellationToken: cancellation));

    /// <summary>
    /// Adds what reports say. A batch may be answered in parts, a malformed part after it was mended; that no report counts twice is
    /// the inbox's work, and once the inbox may have forgotten, a batch is finished and counts no more.
    /// </summary>
    /// <returns>Batches of which there is a report and which were never announced here.</returns>
    public static async Task<IReadOnlyList<Guid>> NoteAsync(
        Work work, IReadOnlyCollection<BatchReport> reports, CancellationToken cancellation)
    {
        var noted = await work.Connection.QueryAsync<Guid>(new CommandDefinition(
            Note,
            new
            {
                ids = reports.Select(report => report.BatchId).ToArray(),
                requested = reports.Select(report => report.Requested).ToArray(),
                told = reports.Select(report => report.Told).ToArray(),
                lettered = reports.Select(report => report.Lettered).ToArray(),
                issued = reports.Select(report => report.IssuedAt).ToArray(),
            },
            work.Transaction, cancellationToken: cancellation));
        return [.. reports.Select(report => report.BatchId).Except(noted)];
    }

    /// <summary>
    /// How many batches are under way, counted up to <paramref name="atMost"/>. One that all have answered is in nobody's hand, even
    /// if a parked contract keeps it unfinished; nor is one that was sent again several times in vain. Neither must hold up every
    /// later sweep.
    /// </summary>
    public async Task<int> CountUnderWayAsync(int atMost, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            select count(*) from (
                select from expiry_batch
                where finished_at is null and resends < 3 and not (requested > 0 and told > 0 and lettered) limit @atMost) as under_way
            """,
            new { atMost }, cancellationToken: cancellation));
    }
}
