using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workforce.AppHost.Lifecycle;

/// <summary>
/// <c>endpoints.json</c> in the state folder, with the addresses of a running system: a URL for each service, the dashboard's URL with its
/// login token (null without a dashboard), the file of the set-up key (null outside of Development), and the host's process id. Only its owner may read it.
/// </summary>
internal sealed partial class EndpointsFile(
    StateFolder state,
    IReadOnlyList<EndpointReference> services,
    ResourceNotificationService notifications,
    DistributedApplicationOptions options,
    IHostEnvironment environment,
    ILogger<EndpointsFile> logger)
{
    private const string Name = "endpoints.json";

    // Aspire's name for the resource.
    private const string Dashboard = "aspire-dashboard";

    // The dashboard was started before the services, and they are up.
    private static readonly TimeSpan DashboardTimeout = TimeSpan.FromSeconds(30);

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var addresses = services.ToDictionary(endpoint => endpoint.Resource.Name, object? (endpoint) => endpoint.Url);
        var dashboard = options.DisableDashboard ? null : await FindDashboardAsync(cancellationToken);
        addresses["dashboard"] = dashboard;
        addresses["setup_key"] = environment.IsDevelopment() ? state.SetupKeyPath : null;
        addresses["pid"] = Environment.ProcessId;
        state.WriteFile(Name, JsonSerializer.SerializeToUtf8Bytes(addresses));
        LogUp();
    }

    public void Delete() => File.Delete(state.PathOf(Name));

    // The system works without a dashboard.
    private async Task<string?> FindDashboardAsync(CancellationToken cancellationToken)
    {
        try
        {
            var running = await notifications.WaitForResourceHealthyAsync(Dashboard, WaitBehavior.StopOnResourceUnavailable, cancellationToken)
                .WaitAsync(DashboardTimeout, cancellationToken);
            return running.Snapshot.Urls.Select(url => url.Url).FirstOrDefault(url => url.Contains("/login?", StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is DistributedApplicationException or TimeoutException)
        {
            LogNoDashboard(failure.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "There is no dashboard: {Reason}")]
    private partial void LogNoDashboard(string reason);

    [LoggerMessage(LogLevel.Information, "Everything is up")]
    private partial void LogUp();
}
