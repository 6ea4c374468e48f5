using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Batches;

/// <summary>Reconciles the cycles every few seconds.</summary>
public sealed partial class ReconciliationTimer(
    ReconcileCycles reconcileCycles, IOptions<ReconciliationOptions> options, ILogger<ReconciliationTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.EverySeconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await reconcileCycles.ReconcileAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotReconciled(logger, UnexpectedFailureException.Of(e));
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Cycles were not reconciled; the next round retries")]
    private static partial void NotReconciled(ILogger logger, Exception exception);
}
