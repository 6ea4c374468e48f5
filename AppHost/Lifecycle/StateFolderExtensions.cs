using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workforce.Identity;

namespace Workforce.AppHost.Lifecycle;

public static class StateFolderExtensions
{
    /// <summary>The folder of the setting <c>State:Folder</c>; by default <c>.state</c> in the checkout.</summary>
    public static StateFolder AddStateFolder(this IDistributedApplicationBuilder builder) =>
        builder.AddStateFolder(builder.StateFolderPath());

    private static string StateFolderPath(this IDistributedApplicationBuilder builder) =>
        builder.Configuration["State:Folder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".state");

    /// <summary>The file of the set-up key; null outside of Development, where there is none.</summary>
    internal static string? SetupKeyPath(this IDistributedApplicationBuilder builder) =>
        builder.Environment.IsDevelopment() ? new StateFolder(builder.StateFolderPath()).SetupKeyPath : null;

    /// <summary>
    /// Locks this folder before anything starts, and unlocks it when all has stopped, services before servers. The dashboard keeps its
    /// data in it. In Development it has a set-up key.
    /// </summary>
    public static StateFolder AddStateFolder(this IDistributedApplicationBuilder builder, string path)
    {
        var state = new StateFolder(path);
        builder.Configuration["ASPIRE_DASHBOARD_DATA_DIRECTORY"] ??= state.PathOf("dashboard");

        // By a factory, so that the container disposes of it with the application, after all servers have stopped.
        builder.Services.AddSingleton(_ => state);
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            starting.Services.GetRequiredService<StateFolder>().Lock();
            if (builder.Environment.IsDevelopment())
                SetupKey.Create(state.SetupKeyPath);
            return Task.CompletedTask;
        });
        builder.Services.AddHostedService<OrderedStop>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = OrderedStop.Longest);
        // DCP stops the other resources; without this the host does not wait for it.
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        return state;
    }
}
