using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Workforce.AppHost.Services;

public static class ServiceExtensions
{
    /// <summary>
    /// Adds a service: a project that takes gRPC calls on its endpoint <c>grpc</c> and answers <c>GET /health</c> on <c>health</c>.
    /// Every service gets <c>Clock:StartsAt</c>, when it is set: the moment at which a story's clock starts.
    /// </summary>
    /// <param name="icon">Of FluentUI, for the dashboard.</param>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name, string icon)
        where TProject : IProjectMetadata, new()
    {
        var service = builder.AddProject<TProject>(name)
            .WithEndpoint("grpc", LetListen, createIfNotExists: false)
            .WithEndpoint("health", LetListen, createIfNotExists: false)
            .WithHttpHealthCheck("/health", endpointName: "health")
            .WithUrlForEndpoint("grpc", url => url.DisplayText = "gRPC")
            .WithUrlForEndpoint("health", url => (url.Url, url.DisplayText, url.DisplayLocation) = ("/health", "Health", UrlDisplayLocation.DetailsOnly))
            .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithEnvironment(SendTelemetryWhereItIsReceived)
            .WithAccess(builder)
            .WithIconName(icon)
            .WithDeadLetterCommands();
        return builder.Configuration["Clock:StartsAt"] is { } startsAt
            ? service.WithEnvironment("Clock__StartsAt", startsAt)
            : service;
    }

    // Without a dashboard Aspire still names its usual address, where nothing listens: every export would fail, and a service that stops
    // would try for 10 s to send the last.
    private static void SendTelemetryWhereItIsReceived(EnvironmentCallbackContext service)
    {
        const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
        var settings = service.ExecutionContext.Services.GetRequiredService<IConfiguration>();
        if (settings["Dashboard"] is not "off")
            return;
        if (settings[Endpoint] is { Length: > 0 } collector)
            service.EnvironmentVariables[Endpoint] = collector;
        else
            service.EnvironmentVariables.Remove(Endpoint);
    }

    // On a port that Aspire picks, without a proxy: that would cost a hop for each call, and accept calls while the service is down.
    private static void LetListen(EndpointAnnotation endpoint) => (endpoint.Port, endpoint.TargetPort, endpoint.IsProxied) = (null, null, false);
}
