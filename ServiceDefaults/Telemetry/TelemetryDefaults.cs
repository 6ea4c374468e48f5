using System.Diagnostics;
using System.Reflection;
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

    private const string Namespace = "workforce";

    private static string? Version => Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        // .NET 10 writes the semantic-convention tags on its request spans only when told not to suppress them.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        builder.Services.AddSingleton<DistributedContextPropagator>(new TraceParentAlone());
        var telemetry = builder.Services.AddOpenTelemetry()
            // What the environment says (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) wins: it knows which instance this is.
            .ConfigureResource(resource => resource.AddService(service, Namespace, Version).AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddSource(Sources).AddProcessor(new ProbeFilter()).AddProcessor(new CallNames()))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheus(builder.Configuration))
            .WithLogging(configureBuilder: null, options => options.IncludeFormattedMessage = options.IncludeScopes = true);

        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }
}
