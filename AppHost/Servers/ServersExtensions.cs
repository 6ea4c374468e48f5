using Workforce.AppHost.Lifecycle;

namespace Workforce.AppHost.Servers;

/// <summary>Chooses the servers by the setting <c>Servers</c>; where it is not set, by what the machine has.</summary>
public static class ServersExtensions
{
    /// <summary>
    /// <c>containers</c>, <c>programs</c> (of this machine) or <c>existing</c> (connection strings are given). Without the setting,
    /// containers where a container engine answers, else programs. Their data is in the state folder.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The setting is none of these.</exception>
    public static IServers AddServers(this IDistributedApplicationBuilder builder)
    {
        var state = builder.AddStateFolder();
        return builder.Configuration["Servers"] switch
        {
            "containers" => new ContainerServers(builder, state),
            "programs" => new ProgramServers(builder, state),
            "existing" => new ExistingServers(builder),
            null or "" => ContainerEngine.Answers(builder.Configuration["ASPIRE_CONTAINER_RUNTIME"])
                ? new ContainerServers(builder, state)
                : new ProgramServers(builder, state),
            var unknown => throw new DistributedApplicationException($"Servers is {unknown}; it can be containers, programs or existing."),
        };
    }
}
