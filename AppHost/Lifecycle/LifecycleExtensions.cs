using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Workforce.AppHost.Lifecycle;

public static class LifecycleExtensions
{
    /// <summary>
    /// Ends the application when the system does not start, and writes the services' addresses to a file once it has started.
    /// </summary>
    public static void WatchSystem(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] services)
    {
        // With a dashboard, Aspire's default is that a service waits for an ended server until an operator starts it again.
        builder.Services.Configure<ResourceNotificationServiceOptions>(waiting => waiting.DefaultWaitBehavior = WaitBehavior.StopOnResourceUnavailable);
        builder.Services.AddSingleton<IReadOnlyList<EndpointReference>>([.. services.Select(service => service.GetEndpoint("grpc"))]);
        builder.Services.AddSingleton<EndpointsFile>();
        builder.Services.AddSingleton<LastWords>();
        builder.Services.TryAddEventingSubscriber<SystemWatch>();
    }

    /// <summary>Runs until Ctrl-C, SIGTERM or a failure.</summary>
    /// <returns>The exit code of the process: 1 when the system did not start.</returns>
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
                return Environment.ExitCode; // stopped while it started
            }
    }

    // After a failed start the host does not stop what it has started.
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
