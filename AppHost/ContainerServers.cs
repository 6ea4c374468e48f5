namespace Workforce.AppHost;

/// <summary>The servers as containers. Their data is in volumes, their passwords in the state folder.</summary>
internal sealed class ContainerServers(IDistributedApplicationBuilder builder, StateFolder state) : IServers
{
    private IResourceBuilder<PostgresServerResource>? _postgres;

    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        _postgres ??= builder.AddPostgres("postgres", password: AddPassword("postgres")).WithDataVolume();
        return _postgres.AddDatabase(name);
    }

    public IResourceBuilder<IResourceWithConnectionString> AddBroker(string name) =>
        builder.AddRabbitMQ(name, password: AddPassword(name)).WithDataVolume();

    public IResourceBuilder<IResourceWithConnectionString> AddCache(string name) =>
        builder.AddRedis(name, password: AddPassword(name));

    private IResourceBuilder<ParameterResource> AddPassword(string server) =>
        builder.AddParameter($"{server}-password", () => state.GetPassword(server), secret: true);
}
