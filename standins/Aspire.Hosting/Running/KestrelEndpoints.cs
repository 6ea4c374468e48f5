using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running;

/// <summary>Makes endpoints of what a web project's own settings say it listens on, and tells it where to listen instead.</summary>
internal static class KestrelEndpoints
{
    public static void AddTo(IResourceBuilder<ProjectResource> project, string projectFolder)
    {
        var host = project.ApplicationBuilder;
        var settings = new ConfigurationBuilder()
            .SetBasePath(projectFolder)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{host.Environment.EnvironmentName}.json", optional: true)
            .Build();
        var endpoints = settings.GetSection("Kestrel:Endpoints").GetChildren().Where(endpoint => endpoint["Url"] is not null).ToList();
        foreach (var endpoint in endpoints)
        {
            var url = new Uri(endpoint["Url"]!.Replace("//*", "//0.0.0.0", StringComparison.Ordinal));

            // As published: an endpoint alone in its scheme is called by the scheme.
            var isAlone = endpoints.Count(other => other["Url"]!.StartsWith($"{url.Scheme}:", StringComparison.OrdinalIgnoreCase)) == 1;
            project.WithEndpoint(isAlone ? url.Scheme : endpoint.Key, annotation =>
            {
                annotation.UriScheme = url.Scheme;
                annotation.Port = url.Port;
                annotation.TargetHost = url.Host;
                annotation.Transport = endpoint["Protocols"] == "Http2" ? "http2" : "http";
            });
            project.WithEnvironment(context => context.EnvironmentVariables[$"Kestrel__Endpoints__{endpoint.Key}__Url"] =
                project.GetEndpoint(isAlone ? url.Scheme : endpoint.Key));
        }

        project.WithEnvironment(context =>
        {
            context.EnvironmentVariables["DOTNET_ENVIRONMENT"] = host.Environment.EnvironmentName;
            context.EnvironmentVariables["ASPNETCORE_ENVIRONMENT"] = host.Environment.EnvironmentName;
        });
        OtlpEnvironment.AddTo(project);
    }
}
