using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Metrics;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>The service's metrics for Prometheus to scrape, where <c>Metrics:Prometheus</c> is <c>on</c>; it is off by default.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static void AddPrometheus(this MeterProviderBuilder metrics, IConfiguration configuration)
    {
        if (IsOn(configuration))
            metrics.AddPrometheusExporter();
    }

    public static void MapPrometheus(this WebApplication app)
    {
        if (IsOn(app.Configuration))
            app.MapPrometheusScrapingEndpoint(Path);
    }

    private static bool IsOn(IConfiguration configuration) => configuration["Metrics:Prometheus"] is "on";
}
