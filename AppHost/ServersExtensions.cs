using Microsoft.Extensions.DependencyInjection;

namespace Workforce.AppHost;

/// <summary>Chooses the servers: containers where a container engine answers, else programs of this machine.</summary>
public static class ServersExtensions
{
    /// <summary>Servers that keep their state in the folder <c>State:Folder</c>, which is <c>.state</c> of the checkout where not set.</summary>
    public static IServers AddServers(this IDistributedApplicationBuilder builder)
    {
        var state = builder.AddStateFolder(builder.Configuration["State:Folder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".state"));
        return ContainerEngine.Answers(builder.Configuration["ASPIRE_CONTAINER_RUNTIME"])
            ? new ContainerServers(builder, state)
            : new LocalServers(builder, state);
    }

    /// <summary>PostgreSQL, RabbitMQ and Redis of this machine, which keep their state in this folder and nowhere else.</summary>
    public static LocalServers AddLocalServers(this IDistributedApplicationBuilder builder, string stateFolder) =>
        new(builder, builder.AddStateFolder(stateFolder));

    private static StateFolder AddStateFolder(this IDistributedApplicationBuilder builder, string path)
    {
        var state = new StateFolder(path);

        // Made by the container, so that it is let go when the application is, after all servers have stopped.
        builder.Services.AddSingleton(_ => state);
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            starting.Services.GetRequiredService<StateFolder>().Lock();
            return Task.CompletedTask;
        });
        return state;
    }
}
