using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workforce.AppHost;

/// <summary>
/// Says where the system is reached, once all of it is up, in the state folder's <c>endpoints.json</c>: one URL a service,
/// the dashboard's (null without one) and this process's id. The file is gone again once the system stops.
/// A service that does not come up ends the application, with exit code 1.
/// </summary>
internal sealed partial class EndpointAnnouncement(
    IReadOnlyList<EndpointReference> endpoints,
    StateFolder state,
    ResourceNotificationService resources,
    IConfiguration configuration,
    DistributedApplicationOptions options,
    IHostApplicationLifetime lifetime,
    ILogger<EndpointAnnouncement> logger) : BackgroundService
{
    public const string FileName = "endpoints.json";

    // Once the services are up. It was started before them.
    private static readonly TimeSpan DashboardPatience = TimeSpan.FromMinutes(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        File.Delete(state.PathOf(FileName)); // of a host that was killed
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        File.Delete(state.PathOf(FileName));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The first that fails ends it: the others may be waiting for that one.
            await foreach (var up in Task.WhenEach(endpoints.Select(endpoint =>
                resources.WaitForResourceHealthyAsync(endpoint.Resource.Name, WaitBehavior.StopOnResourceUnavailable, stoppingToken))))
                await up;
        }
        catch (DistributedApplicationException failure)
        {
            LogNotUp(failure.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
            return;
        }

        var addresses = endpoints.ToDictionary(endpoint => endpoint.Resource.Name, object? (endpoint) => endpoint.Url);
        addresses["dashboard"] = await WaitForDashboardAsync(stoppingToken);
        addresses["pid"] = Environment.ProcessId;
        state.WriteFile(FileName, JsonSerializer.SerializeToUtf8Bytes(addresses));
        LogUp(addresses["dashboard"] ?? "none");
    }

    // Its name is Aspire's own. The system is none the worse without it.
    private async Task<string?> WaitForDashboardAsync(CancellationToken cancellationToken)
    {
        if (options.DisableDashboard)
            return null;
        try
        {
            await resources.WaitForResourceHealthyAsync("aspire-dashboard", WaitBehavior.StopOnResourceUnavailable, cancellationToken)
                .WaitAsync(DashboardPatience, cancellationToken);
            return configuration[DashboardSettings.Address];
        }
        catch (Exception failure) when (failure is DistributedApplicationException or TimeoutException)
        {
            LogNoDashboard(failure.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "There is no dashboard: {Reason}")]
    private partial void LogNoDashboard(string reason);

    [LoggerMessage(LogLevel.Information, "Everything is up. Dashboard: {Dashboard}")]
    private partial void LogUp(object dashboard);

    [LoggerMessage(LogLevel.Critical, "Stopping, for not everything came up: {Reason}")]
    private partial void LogNotUp(string reason);
}

public static class EndpointAnnouncementExtensions
{
    /// <summary>Has the system's addresses written down once these services are healthy, or the application ended if they cannot be.</summary>
    public static void AnnounceEndpoints(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] services)
    {
        var endpoints = services.Select(service => service.GetEndpoint("grpc")).ToList();

        // With a dashboard Aspire would have a service wait for a server that has ended until somebody starts that again; nobody does here.
        builder.Services.Configure<ResourceNotificationServiceOptions>(waiting => waiting.DefaultWaitBehavior = WaitBehavior.StopOnResourceUnavailable);
        builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<EndpointAnnouncement>(provider, endpoints));
    }
}
