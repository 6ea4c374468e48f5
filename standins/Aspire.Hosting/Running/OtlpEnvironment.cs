using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Tells a project where its telemetry goes, by OpenTelemetry's own variables.</summary>
internal static class OtlpEnvironment
{
    public static void AddTo(IResourceBuilder<ProjectResource> project)
    {
        var host = project.ApplicationBuilder;
        project.WithEnvironment(context =>
        {
            var grpc = host.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"];
            var http = host.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
            if ((grpc ?? http) is not { } url)
                return;
            var environment = context.EnvironmentVariables;
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = url;
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = grpc is null ? "http/protobuf" : "grpc";
            environment["OTEL_SERVICE_NAME"] = project.Resource.Name;
            environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Guid.NewGuid():N}";
            if (!host.Environment.IsDevelopment())
                return;
            foreach (var delay in (string[])["OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"])
                environment[delay] = "1000";
            environment["OTEL_TRACES_SAMPLER"] = "always_on";
        });
    }
}
