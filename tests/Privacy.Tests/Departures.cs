using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Workforce.Privacy.Tests;

/// <summary>Keeps what leaves a service's process for operators: logs as its own settings let them through, spans and metrics as they are exported.</summary>
internal sealed class Departures : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _logs = [];
    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public int Logs => _logs.Count;

    public int Spans => _spans.Count;

    public int Metrics => _metrics.Count;

    public void AddTo(IServiceCollection services)
    {
        services.AddLogging(logging => logging.ClearProviders().AddProvider(this));
        services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddInMemoryExporter(_spans));
        services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInMemoryExporter(_metrics));
    }

    /// <summary>All of it as texts, once the service has ended.</summary>
    public IEnumerable<string> All() => [.. _logs, .. _spans.Where(span => !IsOfTheTest(span)).SelectMany(TextsOf), .. _metrics.SelectMany(TextsOf)];

    public ILogger CreateLogger(string categoryName) => new Kept(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    // The test's own calls are made in this process too; those of services are within the handling of something.
    private static bool IsOfTheTest(Activity span) => span is { Kind: ActivityKind.Client, Parent: null, ParentId: null };

    private static IEnumerable<string> TextsOf(Activity span)
    {
        var name = $"span {span.Source.Name} {span.DisplayName}";
        yield return $"{name} ({span.OperationName}) {span.StatusDescription} {span.TraceStateString}";
        foreach (var (key, value) in span.TagObjects)
            yield return $"{name}: {key} = {value}";
        foreach (var (key, value) in span.Baggage)
            yield return $"{name}: baggage {key} = {value}";
        foreach (var link in span.Links)
            yield return $"{name}: link {link.Context.TraceState} {string.Join(' ', link.Tags ?? [])}";
        foreach (var happened in span.Events)
            yield return $"{name}: event {happened.Name} {string.Join(' ', happened.Tags)}";
    }

    private static IEnumerable<string> TextsOf(MetricSnapshot metric)
    {
        foreach (var point in metric.MetricPoints)
        {
            foreach (var tag in point.Tags)
                yield return $"metric {metric.Name}: {tag.Key} = {tag.Value}";
        }
    }

    private sealed class Kept(Departures departures, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => departures._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named) : "";
            var scopes = new List<string>();
            departures._scopes.ForEachScope(
                (scope, all) => all.Add(scope is IEnumerable<KeyValuePair<string, object?>> inner ? string.Join(' ', inner) : $"{scope}"), scopes);
            departures._logs.Enqueue($"log {logLevel} {category}: {formatter(state, exception)} [{values}] [{string.Join(' ', scopes)}] {exception}");
        }
    }
}
