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

    /// <summary>Notes how many requests were made; a repeat changes nothing, and an older report does not lower it.</summary>
    /// <returns>False when there is no such batch.</returns>
    public static Task<bool> NoteRequestedAsync(Work work, Guid batchId, int requests, CancellationToken cancellation) =>
        NoteAsync(work,
            $"update expiry_batch set requested = greatest(requested, @requests), finished_at = {FinishedWhen("greatest(requested, @requests)", "told")} where batch_id = @batchId",
            new { batchId, requests }, cancellation);

    /// <summary>Notes how many notices were stored; a repeat changes nothing, and an older report does not lower it.</summary>
    /// <returns>False when there is no such batch.</returns>
    public static Task<bool> NoteToldAsync(Work work, Guid batchId, int notices, DateTime issuedAt, CancellationToken cancellation) =>
        NoteAsync(work,
            $"update expiry_batch set told = greatest(told, @notices), issued_at = coalesce(issued_at, @issuedAt), finished_at = {FinishedWhen("requested", "greatest(told, @notices)")} where batch_id = @batchId",
            new { batchId, notices, issuedAt }, cancellation);

    /// <summary>How many batches are not finished, counted up to <paramref name="atMost"/>.</summary>
    public async Task<int> CountUnfinishedAsync(int atMost, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from (select from expiry_batch where finished_at is null limit @atMost) as unfinished",
            new { atMost }, cancellationToken: cancellation));
    }

    private static string FinishedWhen(string requested, string told) =>
        $"case when {requested} >= contracts and {told} >= contracts then coalesce(finished_at, clock_timestamp()) end";

    private static async Task<bool> NoteAsync(Work work, string sql, object parameters, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            sql, parameters, work.Transaction, cancellationToken: cancellation)) == 1;
}
