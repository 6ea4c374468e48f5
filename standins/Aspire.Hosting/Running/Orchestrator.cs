using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Starts every resource once what it waits for is there, and stops them in the reverse order.</summary>
internal sealed partial class Orchestrator(
    DistributedApplicationModel model,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    HealthCheckService healthChecks,
    DistributedApplicationExecutionContext executionContext,
    IServiceProvider services) : IHostedService, IDisposable
{
    private readonly Dictionary<string, ProcessRunner> _runners = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _starting = [];
    private Reaper? _reaper;

    public ProcessRunner? FindRunner(string resourceName) => _runners.GetValueOrDefault(resourceName);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        RefuseContainers();
        await AllocateEndpointsAsync(cancellationToken);
        _reaper = Reaper.Start();
        foreach (var resource in model.Resources)
            await notifications.PublishUpdateAsync(resource, now => now with { State = KnownResourceStates.NotStarted });
        foreach (var resource in model.Resources.Where(IsProgram))
            _runners.Add(resource.Name, new ProcessRunner(resource, CreateHealthWatch(resource), eventing, notifications, loggers.GetLogger(resource), executionContext, _reaper, services));
        foreach (var resource in model.Resources.Where(resource => !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()))
            _starting.Add(Task.Run(() => StartResourceAsync(resource, _stopping.Token), CancellationToken.None));
        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_starting);
        var stops = new Dictionary<IResource, Task>();
        await Task.WhenAll(model.Resources.Select(resource => StopAfterDependentsAsync(resource, stops, cancellationToken)));
    }

    public void Dispose()
    {
        foreach (var runner in _runners.Values)
            runner.Dispose();
        _stopping.Dispose();
        _reaper?.Dispose();
        _reaper = null; // disposed twice: as itself and as a hosted service
    }

    private static bool IsProgram(IResource resource) => resource is ExecutableResource or ProjectResource;

    private void RefuseContainers()
    {
        if (model.Resources.OfType<ContainerResource>().FirstOrDefault() is { } container)
            throw new DistributedApplicationException($"'{container.Name}' runs in a container, and there is no container engine in the stand-in of Aspire.Hosting: use local programs, or the published packages.");
    }

    private async Task AllocateEndpointsAsync(CancellationToken cancellationToken)
    {
        var ports = new Ports();
        foreach (var resource in model.Resources.OfType<IResourceWithEndpoints>())
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                ports.Allocate(endpoint);
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
        }
    }

    private async Task StartResourceAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            if (FindRunner(resource.Name) is { } runner)
                await runner.StartAsync(cancellationToken);
            else
                await BecomeRunningAsync(resource, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped before its turn came.
        }
        catch (DistributedApplicationException)
        {
            // Said in the resource's log and state already; the others go on.
        }
    }

    // A value, such as a connection string: there once all that it is made of is there.
    private async Task BecomeRunningAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await notifications.WaitForDependenciesAsync(resource, cancellationToken);
            await notifications.PublishUpdateAsync(resource, now => now with { State = KnownResourceStates.Running });
            await CreateHealthWatch(resource).BecomeReadyAsync(cancellationToken);
        }
        catch (DistributedApplicationException failure)
        {
            LogFailedToStart(loggers.GetLogger(resource), failure.Message);
            await notifications.PublishUpdateAsync(resource, now => now with { State = KnownResourceStates.FailedToStart });
        }
    }

    private HealthWatch CreateHealthWatch(IResource resource) =>
        new(resource, healthChecks, eventing, notifications, loggers.GetLogger(resource), services);

    // Each waits for the stops of all that depend on it, so that no service loses its database before it ends.
    private Task StopAfterDependentsAsync(IResource resource, Dictionary<IResource, Task> stops, CancellationToken cancellationToken)
    {
        if (stops.TryGetValue(resource, out var already))
            return already;
        var dependents = model.Resources
            .Where(other => other.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == resource))
            .Select(other => StopAfterDependentsAsync(other, stops, cancellationToken))
            .ToList();
        return stops[resource] = StopLastAsync();

        async Task StopLastAsync()
        {
            await Task.WhenAll(dependents);
            if (FindRunner(resource.Name) is { } runner)
                await runner.StopAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Reason}")]
    private static partial void LogFailedToStart(ILogger logger, string reason);
}
