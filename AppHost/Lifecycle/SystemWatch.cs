using Microsoft.Extensions.Hosting;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;

namespace Workforce.AppHost.Lifecycle;

/// <summary>
/// Follows every service and server, from before the first starts. A start that cannot succeed ends the application with exit code 1:
/// one ended, or was not healthy <c>Start:HealthyWithinSeconds</c> (60) after it ran, or not all were <c>Start:WithinSeconds</c> (300)
/// after the first. Once all are healthy the system's addresses are written down, and from then on a person is told of each that ends.
/// </summary>
/// <remarks>
/// Not a hosted service: the host starts the next of those only when every <c>WaitFor</c> is over, and then there is nothing left to watch.
/// Nor a wait for each: a wait looks at terminal states only until its resource was first running.
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
            // Not awaited: it goes on for as long as the system runs.
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
                    await FailAsync($"after {_within.TotalSeconds:F0} s there was still no {string.Join(" and no ", _watched.Values.Where(watched => !watched.IsHealthy).Select(watched => watched.Name))}");
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What ends from now on ends because it is told to.
            endpoints.Delete();
        }
        catch (Exception failure)
        {
            await FailAsync($"it cannot be watched: {failure.Message}");
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
                await Console.Error.WriteLineAsync($"{ended}; it can be started again: dotnet aspire resource {resource.Name} start");
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
        await FailAsync($"{reason}.{(lines.Count == 0 ? " It said nothing" : $" The last that it said:\n  {string.Join("\n  ", lines)}\n")}");
    }

    private async Task FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"The system did not come up: {reason}");
        Environment.ExitCode = 1;
        lifetime.StopApplication();
        throw new OperationCanceledException(lifetime.ApplicationStopping);
    }
}
