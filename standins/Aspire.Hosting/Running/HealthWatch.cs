using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Asks a running resource's health checks again and again, and raises its ready event the first time that all pass.</summary>
internal sealed partial class HealthWatch(
    IResource resource,
    HealthCheckService healthChecks,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ILogger logger,
    IServiceProvider services)
{
    private static readonly TimeSpan UntilHealthy = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan OnceHealthy = TimeSpan.FromSeconds(5);

    private readonly Lazy<HashSet<string>> _keys = new(() => [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key)]);

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BecomeReadyAsync(cancellationToken);
            while (_keys.Value.Count > 0)
            {
                await Task.Delay(OnceHealthy, cancellationToken);
                await CheckAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The resource has ended; whoever cancelled says so.
        }
    }

    public async Task BecomeReadyAsync(CancellationToken cancellationToken)
    {
        while (await CheckAsync(cancellationToken) != HealthStatus.Healthy)
            await Task.Delay(UntilHealthy, cancellationToken);
        var ready = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        await notifications.PublishUpdateAsync(resource, now => now with { Ready = ready });
        try
        {
            await ready;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogReadyFailed(failure.Message);
        }
    }

    private async Task<HealthStatus> CheckAsync(CancellationToken cancellationToken)
    {
        var status = _keys.Value.Count == 0
            ? HealthStatus.Healthy
            : (await healthChecks.CheckHealthAsync(check => _keys.Value.Contains(check.Name), cancellationToken)).Status;
        cancellationToken.ThrowIfCancellationRequested();
        await notifications.PublishUpdateAsync(resource, now => now with { HealthStatus = status });
        return status;
    }

    [LoggerMessage(LogLevel.Error, "What is done once it is ready failed: {Reason}")]
    private partial void LogReadyFailed(string reason);
}
