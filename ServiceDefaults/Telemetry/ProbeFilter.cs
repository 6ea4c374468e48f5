using System.Diagnostics;
using OpenTelemetry;
using Workforce.ServiceDefaults.Health;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>Keeps health probes and metrics scrapes, and what they ask, out of the exported traces: one every few seconds tells nothing.</summary>
internal sealed class ProbeFilter : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (IsOfProbe(data))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    // What a probe asks the database is a span below it.
    private static bool IsOfProbe(Activity? span) =>
        span is not null && (span.GetTagItem("url.path") is string path && IsProbe(path) || IsOfProbe(span.Parent));

    private static bool IsProbe(string path) =>
        path is HealthDefaults.Health or HealthDefaults.Alive or MetricsEndpoint.Path || path.StartsWith(HealthDefaults.GrpcService, StringComparison.Ordinal);
}
