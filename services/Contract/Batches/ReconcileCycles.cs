using Microsoft.Extensions.Options;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Batches;

/// <summary>
/// Compares what expired with what Evaluation and Notification report, batch by batch, and publishes again what is missing. It finds
/// what no confirm can show: a message that one of two subscribers never got.
/// </summary>
public sealed partial class ReconcileCycles(
    Database database, CycleStore cycles, ContractMetrics metrics, IOptions<ReconciliationOptions> options, ILogger<ReconcileCycles> logger)
{
    private const int BatchesPerRound = 500;

    /// <summary>One comparison.</summary>
    /// <returns>The batches that are published again.</returns>
    public async Task<IReadOnlyList<MissingBatch>> ReconcileAsync(CancellationToken cancellation)
    {
        var missing = await RepublishAsync(cancellation);
        foreach (var seconds in await cycles.CompleteAsync(cancellation))
            metrics.FannedOut(seconds);
        return missing;
    }

    private async Task<IReadOnlyList<MissingBatch>> RepublishAsync(CancellationToken cancellation)
    {
        var grace = TimeSpan.FromSeconds(options.Value.GraceSeconds);
        await using var work = await database.BeginAsync(cancellation);
        var missing = await BatchStore.ClaimMissingAsync(work, grace, BatchesPerRound, cancellation);
        if (missing.Count == 0)
            return missing;
        await OutboxWriter.RepublishAsync(work, [.. missing.Select(batch => batch.BatchId)], cancellation);
        await work.CommitAsync(cancellation);

        metrics.BatchesRepublished(missing.Count);
        foreach (var cycle in missing.GroupBy(batch => batch.CycleId))
            Republished(
                logger, cycle.Key, cycle.Count(),
                cycle.Sum(batch => batch.RequestsDue - batch.Requested), cycle.Sum(batch => batch.Contracts - batch.Notified));
        return missing;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "Cycle {CycleId}: {Batches} batches are published again, {Requests} requests and {Notices} notices are missing")]
    private static partial void Republished(ILogger logger, Guid cycleId, int batches, int requests, int notices);
}
