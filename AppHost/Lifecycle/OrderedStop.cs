using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workforce.AppHost.Lifecycle;

/// <summary>
/// Stops services first, then the servers that they need, each with enough time: DCP alone stops all of them at the same moment, and
/// kills after six seconds.
/// </summary>
internal sealed partial class OrderedStop(
    DistributedApplicationModel model, ResourceNotificationService notifications, ILogger<OrderedStop> logger) : IHostedLifecycleService
{
    /// <summary>More than the limits below together; the host itself times out after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    // A service has 30 s to finish its messages in flight; a server writes its memory to disk.
    private static readonly TimeSpan ServiceLimit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan ServerLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan DcpLimit = TimeSpan.FromSeconds(10);

    private IReadOnlyList<Process> _dcp = [];

    /// <summary>Runs before any other part of the host stops, DCP in particular.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _dcp = DcpProcesses.OfThisHost();
        await StopAsync(model.Resources.OfType<ProjectResource>(), ServiceLimit);
        await StopAsync(model.Resources.OfType<ExecutableResource>().Where(WatchedResource.IsOne), ServerLimit);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the host has stopped DCP, which does not wait for the end of DCP's processes.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(DcpLimit);
        foreach (var process in _dcp)
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task StopAsync(IEnumerable<IResource> resources, TimeSpan limit) => Task.WhenAll(resources.Select(resource => StopAsync(resource.Name, limit)));

    private async Task StopAsync(string resource, TimeSpan limit)
    {
        if (ProcessOf(resource) is not { } process)
            return;
        var started = Stopwatch.GetTimestamp();
        using (process)
        {
            // .NET can send SIGKILL only.
            using (var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!)
                await kill.WaitForExitAsync();
            using var timeout = new CancellationTokenSource(limit);
            try
            {
                await process.WaitForExitAsync(timeout.Token);
                LogStopped(resource, Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
            catch (OperationCanceledException)
            {
                LogKilled(resource, limit.TotalSeconds);
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process? ProcessOf(string resource)
    {
        if (!notifications.TryGetCurrentState(resource, out var current) || current.Snapshot.ProcessId() is not { } id)
            return null;
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null; // ended meanwhile
        }
    }

    [LoggerMessage(LogLevel.Information, "{Resource} stopped in {Seconds:F1} s")]
    private partial void LogStopped(string resource, double seconds);

    [LoggerMessage(LogLevel.Warning, "{Resource} did not stop within {Seconds:F0} s and is killed")]
    private partial void LogKilled(string resource, double seconds);
}
