using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Workforce.AppHost.Lifecycle;

/// <summary>
/// Watches every service and server, from before the first starts. A failed start ends the application with exit code 1: a resource
/// ended, or was not healthy <c>Start:HealthyWithinSeconds</c> (60) after it ran, or not all were healthy after
/// <c>Start:WithinSeconds</c> (300). Once all are healthy, the watch writes the addresses of the system to a file; from then on it prints a
/// line when a resource ends.
/// </summary>
/// <remarks>
/// Not a hosted service: the host starts those only when every <c>WaitFor</c> is over, when the start has already succeeded. Not
/// <c>WaitFor</c> either: that sees terminal states only until its resource was first running.
/// </remarks>
internal sealed class SystemWatch(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    LastWords lastWords,
    EndpointsFile endpoints,
    IConfiguration configuration,
    TimeProvider clock,
    IHostApplicationLifetime lifetime) : IDistributedApplicationEventingSubscriber
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _healthyWithin = TimeSpan.FromSeconds(configuration.GetValue("Start:HealthyWithinSeconds", 60));
    private readonly TimeSpan _within = TimeSpan.FromSeconds(configuration.GetValue("Start:WithinSeconds", 300));
    private readonly Dictionary<string, WatchedResource> _watched = [];
    private bool _up;

    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext context, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            endpoints.Delete(); // of a host that was killed
            // Not awaited: it runs for as long as the system does.
            _ = WatchAsync(lifetime.ApplicationStopping);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private async Task WatchAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var resource in model.Resources.Where(WatchedResource.IsOne))
                _watched[resource.Name] = new(resource);
            var began = clock.GetTimestamp();
            await using var changes = notifications.WatchAsync(stopping).GetAsyncEnumerator(stopping);
            var next = changes.MoveNextAsync().AsTask();
            while (true)
            {
                if (await Task.WhenAny(next, Task.Delay(Tick, stopping)) == next)
                {
                    if (!await next)
                        return;
                    await FollowAsync(changes.Current, stopping);
                    next = changes.MoveNextAsync().AsTask();
                }

                if (!_up && _watched.Values.FirstOrDefault(IsLate) is { } late)
                    await FailAsync($"{late.Name} ran for {_healthyWithin.TotalSeconds:F0} s and was not healthy", late);
                if (!_up && clock.GetElapsedTime(began) > _within)
                    await FailAsync($"after {_within.TotalSeconds:F0} s these were not healthy: {string.Join(", ", _watched.Values.Where(watched => !watched.IsHealthy).Select(watched => watched.Name))}");
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // From now on resources end because the host stops them.
            endpoints.Delete();
        }
        catch (Exception failure)
        {
            await FailAsync($"the watch failed: {failure.Message}");
        }
    }

    private async Task FollowAsync(ResourceEvent change, CancellationToken stopping)
    {
        if (!_watched.TryGetValue(change.Resource.Name, out var resource))
            return;
        if (resource.Update(change.ResourceId, change.Snapshot, clock))
        {
            var ended = $"{resource.Name} ended {resource.HowItEnded}";
            if (_up)
                await Console.Error.WriteLineAsync($"{ended}; start it again with dotnet aspire resource {resource.Name} start");
            else
                await FailAsync(ended, resource);
        }
        else if (!_up && _watched.Values.All(watched => watched.IsHealthy))
        {
            _up = true;
            await endpoints.WriteAsync(stopping);
        }
    }

    private bool IsLate(WatchedResource resource) =>
        resource is { IsHealthy: false, RunningSince: { } since } && clock.GetElapsedTime(since) > _healthyWithin;

    private async Task FailAsync(string reason, WatchedResource resource)
    {
        var lines = await lastWords.OfAsync(resource.Id ?? resource.Name);
        await FailAsync($"{reason}.{(lines.Count == 0 ? " It wrote no line" : $" Its last lines:\n  {string.Join("\n  ", lines)}\n")}");
    }

    private async Task FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"The system did not come up: {reason}");
        Environment.ExitCode = 1;
        lifetime.StopApplication();
        throw new OperationCanceledException(lifetime.ApplicationStopping);
    }
}
