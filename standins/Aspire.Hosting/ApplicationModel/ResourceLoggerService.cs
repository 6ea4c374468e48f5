using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>What each resource wrote: its own output, and what is said about it.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, Output> _outputs = new(StringComparer.OrdinalIgnoreCase);

    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    public ILogger GetLogger(string resourceName) => _outputs.GetOrAdd(resourceName, _ => new());

    /// <summary>The latest lines, then each new one, until cancelled.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.Name);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => _outputs.GetOrAdd(resourceName, _ => new()).WatchAsync();

    private sealed class Output : ILogger
    {
        private const int Kept = 2_000;

        private readonly Queue<LogLine> _latest = new();
        private readonly List<Channel<LogLine>> _watchers = [];
        private int _lines;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_latest)
            {
                var text = exception is null ? formatter(state, null) : $"{formatter(state, exception)}: {exception.Message}";
                var line = new LogLine(++_lines, text, logLevel >= LogLevel.Error);
                _latest.Enqueue(line);
                if (_latest.Count > Kept)
                    _latest.Dequeue();
                foreach (var watcher in _watchers)
                    watcher.Writer.TryWrite(line);
            }
        }

        public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var watcher = Channel.CreateUnbounded<LogLine>();
            lock (_latest)
            {
                foreach (var line in _latest)
                    watcher.Writer.TryWrite(line);
                _watchers.Add(watcher);
            }

            try
            {
                while (await watcher.Reader.WaitToReadAsync(cancellationToken))
                {
                    var lines = new List<LogLine>();
                    while (watcher.Reader.TryRead(out var line))
                        lines.Add(line);
                    yield return lines;
                }
            }
            finally
            {
                lock (_latest)
                    _watchers.Remove(watcher);
            }
        }
    }
}
