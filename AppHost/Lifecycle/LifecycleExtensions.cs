using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Workforce.AppHost.Lifecycle;

public static class LifecycleExtensions
{
    /// <summary>
    /// Ends the application where the system does not come up, and writes down where these services are reached once it has.
    /// </summary>
    public static void WatchSystem(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] services)
    {
        // With a dashboard Aspire would have a service wait for a server that has ended until it is started again by hand.
        builder.Services.Configure<ResourceNotificationServiceOptions>(waiting => waiting.DefaultWaitBehavior = WaitBehavior.StopOnResourceUnavailable);
        builder.Services.AddSingleton<IReadOnlyList<EndpointReference>>([.. services.Select(service => service.GetEndpoint("grpc"))]);
        builder.Services.AddSingleton<EndpointsFile>();
        builder.Services.AddSingleton<LastWords>();
        builder.Services.TryAddEventingSubscriber<SystemWatch>();
    }

    /// <summary>Runs until Ctrl-C, SIGTERM or a failure. The process's exit code: 1 where the system did not come up.</summary>
    public static async Task<int> RunUntilStoppedAsync(this DistributedApplication application)
    {
        await using (application)
            try
            {
                await StartAsync(application);
                await application.WaitForShutdownAsync();
                return Environment.ExitCode;
            }
            catch (DistributedApplicationException refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message);
                return 1;
            }
            catch (OperationCanceledException)
            {
                return Environment.ExitCode; // told to stop while it started
            }
    }

    // What was started is not stopped by itself where the rest could not be.
    private static async Task StartAsync(DistributedApplication application)
    {
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await application.StopAsync();
            throw;
        }
    }
}
