using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Workforce.Testing;

/// <summary>
/// Keeps what a service under test logs as an error, and the warnings of our own categories: both are for an operator to look at, so
/// a test in which one comes that it does not expect has found something.
/// </summary>
public sealed class LogWatch : ILoggerProvider
{
    private const string Ours = "Workforce.";

    private readonly ConcurrentQueue<string> _logged = [];
    private readonly ConcurrentBag<string> _expected = [];

    /// <summary>From now until the service is disposed, before and after it is logged, what contains this text fails no test.</summary>
    /// <param name="text">Of the message, of its exception or of its category.</param>
    public void Expect(string text) => _expected.Add(text);

    /// <summary>Whether an entry with this text was logged since the last assertion.</summary>
    public bool Has(string text) => _logged.Any(entry => entry.Contains(text, StringComparison.Ordinal));

    /// <summary>Fails the test when something was logged since the last time that no call of <see cref="Expect"/> names.</summary>
    public void AssertNothingUnexpected()
    {
        var unexpected = new List<string>();
        while (_logged.TryDequeue(out var entry))
            if (!_expected.Any(text => entry.Contains(text, StringComparison.Ordinal)))
                unexpected.Add(entry);
        if (unexpected.Count > 0)
            Assert.Fail($"The service logged what the test does not expect:\n{string.Join('\n', unexpected)}");
    }

    public ILogger CreateLogger(string categoryName) => new Watched(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Watched(LogWatch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel >= LogLevel.Error || logLevel == LogLevel.Warning && category.StartsWith(Ours, StringComparison.Ordinal);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                watch._logged.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
