using System.Diagnostics;
using OpenTelemetry;
using Workforce.ServiceDefaults.Health;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>Keeps health probes out of the exported traces: every few seconds one, telling nobody anything.</summary>
internal sealed class ProbeFilter : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("url.path") is HealthDefaults.Path)
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
