using System.Security.Cryptography;
using System.Text;
using Workforce.AppHost.Lifecycle;

namespace Workforce.AppHost.Servers;

/// <summary>
/// The servers as containers. Their passwords are in the state folder and their data is in volumes named after it: with a password that
/// outlives its data, or data that outlives its password, no service can log in.
/// </summary>
internal sealed class ContainerServers(IDistributedApplicationBuilder builder, StateFolder state) : IServers
{
    private const string PostgresTag = "17.6";
    private const string RabbitMqTag = "4.1.4";
    private const string RedisTag = "8.2.1";

    private IResourceBuilder<PostgresServerResource>? _postgres;

    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        _postgres ??= builder.AddPostgres("postgres", password: AddPassword("postgres")).WithImageTag(PostgresTag).WithDataVolume(Volume("postgres"));
        return _postgres.AddDatabase(name);
    }

    public IResourceBuilder<IResourceWithConnectionString> AddBroker(string name) =>
        builder.AddRabbitMQ(name, password: AddPassword(name)).WithImageTag(RabbitMqTag).WithDataVolume(Volume(name));

    public IResourceBuilder<IResourceWithConnectionString> AddCache(string name) =>
        builder.AddRedis(name, password: AddPassword(name)).WithImageTag(RedisTag);

    private IResourceBuilder<ParameterResource> AddPassword(string server) =>
        builder.AddParameter($"{server}-password", () => state.GetPassword(server), secret: true);

    private string Volume(string server) => $"workforce-{server}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state.FullPath)))[..12]}";
}
