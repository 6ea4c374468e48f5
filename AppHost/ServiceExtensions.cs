namespace Workforce.AppHost;

public static class ServiceExtensions
{
    /// <summary>
    /// Adds a service: a project that takes gRPC calls on its endpoint <c>grpc</c> and answers <c>GET /health</c> on <c>health</c>.
    /// <c>Clock:StartsAt</c>, where set, goes to every service: the moment at which a story's clock starts.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddService(this IDistributedApplicationBuilder builder, string name, string projectPath)
    {
        var service = builder.AddProject(name, projectPath)
            .WithEndpoint("grpc", endpoint => endpoint.Port = null, createIfNotExists: false)
            .WithEndpoint("health", endpoint => endpoint.Port = null, createIfNotExists: false)
            .WithHttpHealthCheck("/health", 200, "health");
        return builder.Configuration["Clock:StartsAt"] is { } startsAt
            ? service.WithEnvironment("Clock__StartsAt", startsAt)
            : service;
    }
}
