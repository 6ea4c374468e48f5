using Microsoft.Extensions.Options;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Cycles;

/// <summary>
/// Compares what was expired with what Evaluation requested and Notification told, batch by batch, and sends again what is
/// missing. It catches what no confirm can show: a message that one of two subscribers never got.
/// </summary>
public sealed partial class Reconciliation(
    Database database, ReconciliationTable table, IOptions<ReconciliationOptions> options, ILogger<Reconciliation> logger)
    : BackgroundService
{
    private const int BatchesAtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.EverySeconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReconcileAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotReconciled(logger, e, e.Message);
            }
        }
    }

    /// <summary>One comparison.</summary>
    /// <returns>The batches that are sent again.</returns>
    public async Task<IReadOnlyList<MissingBatch>> ReconcileAsync(CancellationToken cancellation)
    {
        var missing = await SendAgainAsync(cancellation);
        foreach (var seconds in await table.TakeToldAsync(cancellation))
            CycleTelemetry.RecordFanOut(seconds);
        return missing;
    }

    private async Task<IReadOnlyList<MissingBatch>> SendAgainAsync(CancellationToken cancellation)
    {
        var grace = TimeSpan.FromSeconds(options.Value.GraceSeconds);
        await using var work = await database.BeginAsync(cancellation);
        var missing = await ReconciliationTable.TakeMissingAsync(work, grace, BatchesAtOnce, cancellation);
        if (missing.Count == 0)
            return missing;
        await Outbox.SendAgainAsync(work, [.. missing.Select(batch => batch.BatchId)], cancellation);
        await work.CommitAsync(cancellation);

        CycleTelemetry.CountResent(missing.Count);
        foreach (var cycle in missing.GroupBy(batch => batch.CycleId))
        {
            SentAgain(logger, cycle.Key, cycle.Count(),
                cycle.Sum(batch => batch.Contracts - batch.Requested), cycle.Sum(batch => batch.Contracts - batch.Told));
        }
        return missing;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "Cycle {CycleId}: {Batches} batches are sent again, {NotRequested} requests and {NotTold} notices are missing")]
    private static partial void SentAgain(ILogger logger, Guid cycleId, int batches, int notRequested, int notTold);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Cycles were not reconciled; the next round tries again: {Reason}")]
    private static partial void NotReconciled(ILogger logger, Exception exception, string reason);
}
