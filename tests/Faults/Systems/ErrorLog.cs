using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Workforce.Faults.Systems;

/// <summary>What the services of a system have logged as errors, read from their output.</summary>
public sealed partial class ErrorLog : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _entries = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;

    /// <param name="application">Has started: before, a service's output has no name to watch it by.</param>
    internal ErrorLog(DistributedApplication application, IReadOnlyCollection<string> services)
    {
        var output = application.Services.GetRequiredService<ResourceLoggerService>();
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        _watching = Task.WhenAll(model.Resources.Where(resource => services.Contains(resource.Name)).Select(service => WatchAsync(output, service)));
    }

    /// <summary>Each with its service, its category and the first line of its message.</summary>
    public IReadOnlyCollection<string> Entries => _entries;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task WatchAsync(ResourceLoggerService output, IResource service)
    {
        string? category = null;
        await foreach (var lines in output.WatchAsync(service).WithCancellation(_ending.Token))
            foreach (var line in lines.Select(line => Decoration().Replace(line.Content, "")))
            {
                if (category is not null)
                    _entries.Enqueue($"{service.Name}: {category}: {line.Trim()}");
                category = Error().Match(line) is { Success: true } error ? error.Groups["category"].Value : null;
            }
    }

    // As the console writes it: the level, the category and the event's number; the message follows on the next line.
    [GeneratedRegex(@"^(fail|crit): (?<category>[\w.]+)\[-?\d+\]")]
    private static partial Regex Error();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+ |\x1b\[[0-9;]*m")]
    private static partial Regex Decoration();
}
