using Aspire.Hosting;

namespace Workforce.Faults.Systems;

/// <summary>Writes what a system's services log to a folder, one file for each service, over all its restarts.</summary>
public sealed class ServiceLogs : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ServiceOutput _output;

    /// <param name="application">Has started.</param>
    internal ServiceLogs(DistributedApplication application, IReadOnlyCollection<string> services, DirectoryInfo folder)
    {
        _folder = folder;
        _folder.Create();
        _output = new ServiceOutput(application, services, WriteAsync);
    }

    public ValueTask DisposeAsync() => _output.DisposeAsync();

    private async Task WriteAsync(string service, IAsyncEnumerable<string> lines)
    {
        await using var file = File.CreateText(Path.Combine(_folder.FullName, $"{service}.log"));
        file.AutoFlush = true;
        await foreach (var line in lines)
            await file.WriteLineAsync(line);
    }
}
