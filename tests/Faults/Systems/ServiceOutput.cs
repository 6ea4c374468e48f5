using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Workforce.Faults.Systems;

/// <summary>What a system's services write, over all their restarts.</summary>
internal sealed partial class ServiceOutput : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _reading;

    /// <param name="application">Has started: before, a service's output has no name to watch it by.</param>
    /// <param name="read">Gets the name of a service and its lines, from its start on, without colours.</param>
    public ServiceOutput(DistributedApplication application, IReadOnlyCollection<string> services, Func<string, IAsyncEnumerable<string>, Task> read)
    {
        var output = application.Services.GetRequiredService<ResourceLoggerService>();
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        _reading = Task.WhenAll(model.Resources.Where(resource => services.Contains(resource.Name)).Select(service => read(service.Name, LinesAsync(output, service))));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async IAsyncEnumerable<string> LinesAsync(ResourceLoggerService output, IResource service)
    {
        await foreach (var lines in output.WatchAsync(service).WithCancellation(_ending.Token))
            foreach (var line in lines)
                yield return Colours().Replace(line.Content, "");
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();
}
