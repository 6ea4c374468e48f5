namespace Workforce.AppHost.Servers;

/// <summary>
/// The servers that the services need. Each method returns a connection string that is ready, in the sense of <c>WaitFor</c>, once its
/// server answers.
/// </summary>
public interface IServers
{
    /// <summary>A database of PostgreSQL, created when missing. All databases share one server.</summary>
    IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name);

    /// <summary>A RabbitMQ broker, as an <c>amqp</c> URL.</summary>
    IResourceBuilder<IResourceWithConnectionString> AddBroker(string name);

    /// <summary>A Redis cache, in StackExchange.Redis' form.</summary>
    IResourceBuilder<IResourceWithConnectionString> AddCache(string name);
}
