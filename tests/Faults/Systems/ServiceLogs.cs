using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Workforce.Faults.Systems;

/// <summary>Writes what a system's services log to a folder, one file for each service, over all its restarts.</summary>
public sealed partial class ServiceLogs : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;

    /// <param name="application">Has started: before, a service's output has no name to watch it by.</param>
    internal ServiceLogs(DistributedApplication application, IReadOnlyCollection<string> services, DirectoryInfo folder)
    {
        folder.Create();
        var output = application.Services.GetRequiredService<ResourceLoggerService>();
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        _writing = Task.WhenAll(model.Resources.Where(resource => services.Contains(resource.Name))
            .Select(service => WriteAsync(output, service, Path.Combine(folder.FullName, $"{service.Name}.log"))));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task WriteAsync(ResourceLoggerService output, IResource service, string path)
    {
        await using var file = File.CreateText(path);
        file.AutoFlush = true;
        await foreach (var lines in output.WatchAsync(service).WithCancellation(_ending.Token))
            foreach (var line in lines)
                await file.WriteLineAsync(Colours().Replace(line.Content, ""));
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();
}
