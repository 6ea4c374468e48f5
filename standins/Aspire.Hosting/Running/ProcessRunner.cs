using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Starts and stops the program of one resource, and says what became of it. A program that ends by itself is not started again.</summary>
internal sealed partial class ProcessRunner(
    IResource resource,
    HealthWatch health,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ILogger logger,
    DistributedApplicationExecutionContext executionContext,
    Reaper reaper,
    IServiceProvider services) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ProcessGroup? _process;
    private Task _ended = Task.CompletedTask;
    private bool _stopAsked;

    /// <exception cref="DistributedApplicationException">What it waits for will not come, or the program cannot be started.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_process is not null)
                return;
            await StartAloneAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogCouldNotStart(failure.Message);
            await notifications.PublishUpdateAsync(resource, now => now with { State = KnownResourceStates.FailedToStart });
            throw new DistributedApplicationException($"'{resource.Name}' could not be started: {failure.Message}", failure);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Asks the program to end, kills it where it does not, and returns when nothing of it is left.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(CancellationToken.None);
        try
        {
            if (_process is not { } process)
                return;
            _stopAsked = true;
            await notifications.PublishUpdateAsync(resource, now => now with { State = KnownResourceStates.Stopping });
            await process.StopAsync(cancellationToken);
            await _ended;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task StartAloneAsync(CancellationToken cancellationToken)
    {
        await notifications.PublishUpdateAsync(resource, now => now with { State = KnownResourceStates.Waiting, ExitCode = null });
        await notifications.WaitForDependenciesAsync(resource, cancellationToken);
        await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
        await notifications.PublishUpdateAsync(resource, now => now with { State = KnownResourceStates.Starting });

        var launch = await LaunchPlan.ResolveAsync(resource, executionContext, logger, cancellationToken);
        var process = ProcessGroup.Start(launch, logger);
        reaper.Add(process.Id);
        _process = process;
        _stopAsked = false;
        await notifications.PublishUpdateAsync(resource, now => now with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = DateTime.UtcNow,
            StopTimeStamp = null,
            Properties = [new("executable.path", launch.Command), new("executable.workDir", launch.WorkingDirectory), new("executable.pid", process.Id)],
        });
        var watching = new CancellationTokenSource();
        _ended = SeeToTheEndAsync(process, Task.Run(() => health.WatchAsync(watching.Token), CancellationToken.None), watching);
    }

    private async Task SeeToTheEndAsync(ProcessGroup process, Task healthWatch, CancellationTokenSource watching)
    {
        var exitCode = await process.WaitForEndAsync();
        reaper.Remove(process.Id);
        await watching.CancelAsync();
        await healthWatch;
        watching.Dispose();
        _process = null;
        if (!_stopAsked)
            LogEnded(exitCode == 0 ? LogLevel.Information : LogLevel.Error, exitCode);
        await notifications.PublishUpdateAsync(resource, now => now with
        {
            State = _stopAsked || exitCode != 0 ? KnownResourceStates.Exited : KnownResourceStates.Finished,
            ExitCode = exitCode,
            HealthStatus = null,
            Ready = null,
            StopTimeStamp = DateTime.UtcNow,
        });
        if (notifications.TryGetCurrentState(resource.Name, out var last))
            await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, last!), CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Error, "Could not start: {Reason}")]
    private partial void LogCouldNotStart(string reason);

    [LoggerMessage("Ended by itself with exit code {ExitCode}.")]
    private partial void LogEnded(LogLevel level, int exitCode);
}
