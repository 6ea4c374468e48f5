using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs to wherever <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; nowhere when it says nothing.</summary>
internal static class TelemetryDefaults
{
    // The framework's own sources and meters, and every one of this project.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "Workforce.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
        "Npgsql", "MassTransit", "Workforce.*",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        // .NET 10 writes the semantic-convention tags on its request spans only when told not to suppress them.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithTracing(traces => traces.AddSource(Sources).AddProcessor(new ProbeFilter()).AddProcessor(new CallNames()))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithLogging(configureBuilder: null, options => options.IncludeFormattedMessage = true);

        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }
}
