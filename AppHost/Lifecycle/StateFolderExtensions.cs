using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Workforce.AppHost.Lifecycle;

public static class StateFolderExtensions
{
    /// <summary>The folder that <c>State:Folder</c> names, <c>.state</c> of the checkout where it is not set.</summary>
    public static StateFolder AddStateFolder(this IDistributedApplicationBuilder builder) =>
        builder.AddStateFolder(builder.Configuration["State:Folder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".state"));

    /// <summary>
    /// This folder: taken before anything starts, and let go when all has stopped, services before servers. The dashboard keeps its
    /// data in it.
    /// </summary>
    public static StateFolder AddStateFolder(this IDistributedApplicationBuilder builder, string path)
    {
        var state = new StateFolder(path);
        builder.Configuration["ASPIRE_DASHBOARD_DATA_DIRECTORY"] ??= state.PathOf("dashboard");

        // Made by the container, so that it is disposed of with the application, after all servers have stopped.
        builder.Services.AddSingleton(_ => state);
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            starting.Services.GetRequiredService<StateFolder>().Lock();
            return Task.CompletedTask;
        });
        builder.Services.AddHostedService<OrderedStop>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = OrderedStop.Longest);
        // DCP stops the rest; without this the host would not wait for it.
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        return state;
    }
}
