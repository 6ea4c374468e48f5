using System.Text.RegularExpressions;
using Aspire.Hosting;
using Microsoft.Extensions.Logging;

namespace Workforce.Faults.Systems;

/// <summary>Reads from the output of a system's services what they log as errors.</summary>
public sealed partial class ErrorLog : IAsyncDisposable
{
    private readonly ILoggerProvider _log;
    private readonly ServiceOutput _output;

    /// <param name="application">Has started.</param>
    /// <param name="log">Gets each by its service and category, with the first line of its message.</param>
    internal ErrorLog(DistributedApplication application, IReadOnlyCollection<string> services, ILoggerProvider log)
    {
        _log = log;
        _output = new ServiceOutput(application, services, ReadAsync);
    }

    public ValueTask DisposeAsync() => _output.DisposeAsync();

    private async Task ReadAsync(string service, IAsyncEnumerable<string> lines)
    {
        string? category = null;
        await foreach (var line in lines.Select(line => Moment().Replace(line, "")))
        {
            if (category is not null)
                _log.CreateLogger($"{service}: {category}").Log(LogLevel.Error, default, line.Trim(), null, (message, _) => message);
            category = Error().Match(line) is { Success: true } error ? error.Groups["category"].Value : null;
        }
    }

    // As the console writes it: the level, the category and the event's number; the message follows on the next line.
    [GeneratedRegex(@"^(fail|crit): (?<category>[\w.]+)\[-?\d+\]")]
    private static partial Regex Error();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+ ")]
    private static partial Regex Moment();
}
