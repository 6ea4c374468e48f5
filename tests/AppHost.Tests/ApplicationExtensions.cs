using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Workforce.AppHost.Tests;

internal static class ApplicationExtensions
{
    public static IDistributedApplicationBuilder CreateBuilder()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AssemblyName = "AppHost", DisableDashboard = true });
        // Until it is up, each probe of a resource fails with a stack trace, in which a test's failure would be lost.
        builder.Services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        return builder;
    }

    public static async Task WaitUntilHealthyAsync(this DistributedApplication application, params string[] resources)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        foreach (var resource in resources)
            await application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.StopOnResourceUnavailable, limit.Token);
    }

    /// <summary>Waits for one of the states; the resource as it was then.</summary>
    public static async Task<CustomResourceSnapshot> WaitForStateAsync(this DistributedApplication application, string resource, params IEnumerable<string> states)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var reached = await application.ResourceNotifications.WaitForResourceAsync(resource, now => states.Contains(now.Snapshot.State?.Text), limit.Token);
        return reached.Snapshot;
    }
}
