using System.Diagnostics;
using OpenTelemetry;
using Workforce.ServiceDefaults.Health;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>Keeps health probes, and what they ask, out of the exported traces: every few seconds one, telling nobody anything.</summary>
internal sealed class ProbeFilter : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (IsOfProbe(data))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    // What a probe asks the database is a span below it.
    private static bool IsOfProbe(Activity? span) =>
        span is not null && (span.GetTagItem("url.path") is HealthDefaults.Path || IsOfProbe(span.Parent));
}
