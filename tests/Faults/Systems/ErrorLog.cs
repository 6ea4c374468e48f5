using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Workforce.Faults.Systems;

/// <summary>Reads from the output of a system's services what they log as errors.</summary>
public sealed partial class ErrorLog : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;

    /// <param name="application">Has started: before, a service's output has no name to watch it by.</param>
    /// <param name="log">Gets each by its service and category, with the first line of its message.</param>
    internal ErrorLog(DistributedApplication application, IReadOnlyCollection<string> services, ILoggerProvider log)
    {
        var output = application.Services.GetRequiredService<ResourceLoggerService>();
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        _watching = Task.WhenAll(model.Resources.Where(resource => services.Contains(resource.Name)).Select(service => WatchAsync(output, service, log)));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task WatchAsync(ResourceLoggerService output, IResource service, ILoggerProvider log)
    {
        string? category = null;
        await foreach (var lines in output.WatchAsync(service).WithCancellation(_ending.Token))
            foreach (var line in lines.Select(line => Decoration().Replace(line.Content, "")))
            {
                if (category is not null)
                    log.CreateLogger($"{service.Name}: {category}").Log(LogLevel.Error, default, line.Trim(), null, (message, _) => message);
                category = Error().Match(line) is { Success: true } error ? error.Groups["category"].Value : null;
            }
    }

    // As the console writes it: the level, the category and the event's number; the message follows on the next line.
    [GeneratedRegex(@"^(fail|crit): (?<category>[\w.]+)\[-?\d+\]")]
    private static partial Regex Error();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+ |\x1b\[[0-9;]*m")]
    private static partial Regex Decoration();
}
