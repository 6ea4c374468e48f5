using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

public sealed class ResourceNotificationServiceOptions
{
    public WaitBehavior DefaultWaitBehavior { get; set; }
}

/// <summary>The state of every resource, and waiting for it.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _disposing = new();
    private readonly Lock _publishing = new();
    private readonly IOptions<ResourceNotificationServiceOptions> _options;
    private ImmutableList<Channel<ResourceEvent>> _watchers = [];

    internal ResourceNotificationService(IOptions<ResourceNotificationServiceOptions> options) => _options = options;

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_publishing)
        {
            var former = _current.GetValueOrDefault(resource.Name)?.Snapshot
                ?? new CustomResourceSnapshot { ResourceType = resource.GetType().Name, Properties = [] };
            var now = new ResourceEvent(resource, resource.Name, stateFactory(former));
            _current[resource.Name] = now;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(now);
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, out ResourceEvent? resourceEvent) => _current.TryGetValue(resourceId, out resourceEvent);

    /// <summary>First every resource's present state, then each change, until cancelled.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        var watcher = Channel.CreateUnbounded<ResourceEvent>();
        lock (_publishing)
        {
            foreach (var now in _current.Values)
                watcher.Writer.TryWrite(now);
            _watchers = _watchers.Add(watcher);
        }

        try
        {
            await foreach (var change in watcher.Reader.ReadAllAsync(stop.Token))
                yield return change;
        }
        finally
        {
            lock (_publishing)
                _watchers = _watchers.Remove(watcher);
        }
    }

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(resourceName, now => IsIn(now, targetStates), cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var now in WatchAsync(cancellationToken))
            if (string.Equals(now.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(now))
                return now;
        throw new OperationCanceledException($"Resource '{resourceName}' did not get there before the application stopped.");
    }

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, _options.Value.DefaultWaitBehavior, cancellationToken);

    /// <summary>Waits until the resource runs, its health checks pass and the handlers of its ready event are done.</summary>
    /// <exception cref="DistributedApplicationException">It ended or failed to start, and <paramref name="waitBehavior"/> is to stop then; or a handler failed.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(
            resourceName,
            now => IsReady(now.Snapshot) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsIn(now, KnownResourceStates.TerminalStates)),
            cancellationToken);
        if (!IsReady(reached.Snapshot))
            throw new DistributedApplicationException($"Resource '{resourceName}' is {Describe(reached.Snapshot)} and did not become healthy.");
        try
        {
            await reached.Snapshot.Ready!.WaitAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"Resource '{resourceName}' runs, but what is done once it is ready failed: {failure.Message}", failure);
        }

        return reached;
    }

    /// <summary>Waits for all that the resource was told to wait for.</summary>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().Select(wait => WaitForDependencyAsync(wait, cancellationToken)));

    public void Dispose()
    {
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    private async Task WaitForDependencyAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        var behavior = wait.WaitBehavior ?? _options.Value.DefaultWaitBehavior;
        if (wait.WaitType == WaitType.WaitUntilHealthy)
        {
            await WaitForResourceHealthyAsync(name, behavior, cancellationToken);
            return;
        }

        var completes = wait.WaitType == WaitType.WaitForCompletion;
        var reached = await WaitForResourceAsync(
            name,
            now => IsIn(now, KnownResourceStates.TerminalStates)
                ? completes || behavior == WaitBehavior.StopOnResourceUnavailable
                : !completes && IsIn(now, [KnownResourceStates.Running]),
            cancellationToken);
        var good = completes ? reached.Snapshot.ExitCode == wait.ExitCode : reached.Snapshot.State?.Text == KnownResourceStates.Running;
        if (!good)
            throw new DistributedApplicationException($"Resource '{name}' is {Describe(reached.Snapshot)}.");
    }

    private static bool IsReady(CustomResourceSnapshot snapshot) => snapshot is { HealthStatus: HealthStatus.Healthy, Ready: not null };

    private static bool IsIn(ResourceEvent now, IEnumerable<string> states) =>
        now.Snapshot.State is { Text: var text } && states.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static string Describe(CustomResourceSnapshot snapshot) =>
        snapshot.ExitCode is { } exitCode ? $"{snapshot.State?.Text} with exit code {exitCode}" : snapshot.State?.Text ?? "unknown";
}
