using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Workforce.AppHost;

/// <summary>
/// The servers as programs of this machine: Debian's postgresql, rabbitmq-server and redis-server. Each is run in the foreground by a script
/// under <c>servers/</c>, listens on loopback only (PostgreSQL on a socket in its folder too), and keeps everything in the state folder.
/// </summary>
public sealed class LocalServers(IDistributedApplicationBuilder builder, StateFolder state) : IServers
{
    private const string Endpoint = "tcp";

    // Of the 107 bytes of a socket's path, less those of its name there, "/.s.PGSQL.20000".
    private const int LongestSocketFolder = 107 - 15;

    private static readonly SearchValues<char> Misread = SearchValues.Create(",:;=\"'");

    private readonly List<string> _databases = [];
    private IResourceBuilder<ExecutableResource>? _postgres;
    private ReferenceExpression? _postgresAddress;

    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        _postgres ??= AddPostgres();
        _databases.Add(name);
        return builder.AddConnectionString(name, ReferenceExpression.Create($"{_postgresAddress!};Database={name}")).WaitFor(_postgres);
    }

    public IResourceBuilder<IResourceWithConnectionString> AddBroker(string name)
    {
        var broker = AddServer("rabbitmq", out var port, out var password)
            .WithEnvironment("FOLDER", state.PathOf("rabbitmq"))
            .WithEnvironment(context => context.EnvironmentVariables["DISTRIBUTION_PORT"] = GetPort("rabbitmq-distribution"))
            .WithEnvironment(context => context.EnvironmentVariables["EPMD_PORT"] = GetPort("rabbitmq-epmd"))
            .WithHealthCheck("rabbitmq");
        var address = ReferenceExpression.Create($"amqp://workforce:{password}@127.0.0.1:{port}");
        builder.Services.AddHealthChecks().AddCheck("rabbitmq", new BrokerHealthCheck(address));
        return builder.AddConnectionString(name, address).WaitFor(broker);
    }

    public IResourceBuilder<IResourceWithConnectionString> AddCache(string name)
    {
        var cache = AddServer("redis", out var port, out var password)
            .WithEnvironment("FOLDER", state.PathOf("redis"))
            .WithHealthCheck("redis");
        builder.Services.AddHealthChecks().AddCheck("redis", new CacheHealthCheck(port.Endpoint, password.Resource));
        return builder.AddConnectionString(name, ReferenceExpression.Create($"127.0.0.1:{port},password={password}")).WaitFor(cache);
    }

    private IResourceBuilder<ExecutableResource> AddPostgres()
    {
        var sockets = SocketFolder();
        var postgres = AddServer("postgres", out var port, out var password)
            .WithEnvironment("DATA", state.PathOf("postgres/data"))
            .WithEnvironment("SOCKETS", sockets ?? "")
            .WithHealthCheck("postgres")
            .OnResourceReady((_, _, cancellationToken) => CreateMissingDatabasesAsync(cancellationToken));
        _postgresAddress = ReferenceExpression.Create($"Host={sockets ?? "127.0.0.1"};Port={port};Username=postgres;Password={password}");
        builder.Services.AddHealthChecks().AddCheck("postgres", new DatabaseHealthCheck(_postgresAddress));
        return postgres;
    }

    // On one machine a socket in the file system costs less than TCP; the night makes ten thousands of round trips. Where its path
    // is longer than the system takes, or would read as something else in a connection string, there is only TCP.
    private string? SocketFolder()
    {
        var folder = state.PathOf("postgres");
        return Encoding.UTF8.GetByteCount(folder) <= LongestSocketFolder && !folder.AsSpan().ContainsAny(Misread) ? folder : null;
    }

    private IResourceBuilder<ExecutableResource> AddServer(string name, out EndpointReferenceExpression port, out IResourceBuilder<ParameterResource> password)
    {
        var server = builder
            .AddExecutable(name, "bash", ".", Path.Combine(AppContext.BaseDirectory, "servers", name))
            .WithEndpoint(scheme: "tcp", name: Endpoint, isProxied: false);
        port = server.GetEndpoint(Endpoint).Property(EndpointProperty.Port);
        password = builder.AddParameter($"{name}-password", () => state.GetPassword(name), secret: true);

        // Not before the start: only then is the state folder this process's own.
        builder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            server.WithEndpoint(Endpoint, endpoint => endpoint.Port = endpoint.TargetPort = state.GetPort(name));
            return Task.CompletedTask;
        });
        return server.WithEnvironment("PORT", port).WithEnvironment("PASSWORD", password);
    }

    private string GetPort(string name) => state.GetPort(name).ToString(CultureInfo.InvariantCulture);

    private async Task CreateMissingDatabasesAsync(CancellationToken cancellationToken)
    {
        await using var postgres = NpgsqlDataSource.Create((await _postgresAddress!.GetValueAsync(cancellationToken))!);
        await using var asking = postgres.CreateCommand("SELECT name FROM unnest($1) AS name WHERE name NOT IN (SELECT datname FROM pg_database)");
        asking.Parameters.Add(new() { Value = _databases.ToArray() });
        var missing = new List<string>();
        await using (var answer = await asking.ExecuteReaderAsync(cancellationToken))
            while (await answer.ReadAsync(cancellationToken))
                missing.Add(answer.GetString(0));
        foreach (var name in missing)
        {
            await using var creating = postgres.CreateCommand($"CREATE DATABASE \"{name}\"");
            await creating.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
