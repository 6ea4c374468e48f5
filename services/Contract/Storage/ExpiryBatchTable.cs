using Dapper;
using Workforce.Contract.Events;
using Workforce.Contract.Expiry;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>The batches that were announced, and what the others reported of each.</summary>
public sealed class ExpiryBatchTable(Database database)
{
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
    /// Adds what one report says of requests made. A batch may be answered in parts, a malformed part after it was mended; that no
    /// report counts twice is the inbox's work, and once the inbox may have forgotten, a batch is finished and counts no more.
    /// </summary>
    /// <returns>False when there is no such batch.</returns>
    public static Task<bool> NoteRequestedAsync(Work work, Guid batchId, int requests, CancellationToken cancellation) =>
        NoteAsync(work, batchId, new Report(Requested: requests), cancellation);

    /// <summary>The same for notices stored.</summary>
    /// <returns>False when there is no such batch.</returns>
    public static Task<bool> NoteToldAsync(Work work, Guid batchId, int notices, DateTime issuedAt, CancellationToken cancellation) =>
        NoteAsync(work, batchId, new Report(Told: notices, IssuedAt: issuedAt), cancellation);

    /// <summary>Notes that the heads of its units were written to.</summary>
    /// <returns>False when there is no such batch.</returns>
    public static Task<bool> NoteWrittenAsync(Work work, Guid batchId, CancellationToken cancellation) =>
        NoteAsync(work, batchId, new Report(Lettered: true), cancellation);

    /// <summary>
    /// How many batches are under way, counted up to <paramref name="atMost"/>. One that was sent again several times in vain holds a
    /// parked contract, and must not hold up every later sweep.
    /// </summary>
    public async Task<int> CountUnfinishedAsync(int atMost, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from (select from expiry_batch where finished_at is null and resends < 3 limit @atMost) as unfinished",
            new { atMost }, cancellationToken: cancellation));
    }

    private static async Task<bool> NoteAsync(Work work, Guid batchId, Report report, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            update expiry_batch set
                requested = case when finished_at is null then requested + @Requested else requested end,
                told = case when finished_at is null then told + @Told else told end,
                lettered = lettered or @Lettered,
                issued_at = greatest(issued_at, @IssuedAt),
                finished_at = case
                    when requested + @Requested >= contracts and told + @Told >= contracts and (lettered or @Lettered)
                    then coalesce(finished_at, clock_timestamp()) end
            where batch_id = @batchId
            """,
            new { batchId, report.Requested, report.Told, report.IssuedAt, report.Lettered },
            work.Transaction, cancellationToken: cancellation)) == 1;

    private sealed record Report(int Requested = 0, int Told = 0, DateTime? IssuedAt = null, bool Lettered = false);
}
