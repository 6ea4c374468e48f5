using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RabbitMQ.Client;
using Workforce.AppHost.Lifecycle;

namespace Workforce.AppHost.Servers;

/// <summary>
/// The servers as programs of this machine: Debian's postgresql, rabbitmq-server and redis-server. Each is run in the foreground by a script
/// under <c>programs/</c>, listens on loopback only (PostgreSQL on a socket in its folder too), and keeps everything in the state folder.
/// </summary>
public sealed class ProgramServers(IDistributedApplicationBuilder builder, StateFolder state) : IServers
{
    private const string Endpoint = "tcp";

    // A socket's path has at most 107 bytes, 15 of them for its name, "/.s.PGSQL.20000".
    private const int LongestSocketFolder = 107 - 15;

    private static readonly SearchValues<char> Special = SearchValues.Create(",:;=\"'");

    private readonly List<string> _databases = [];
    private IResourceBuilder<ExecutableResource>? _postgres;
    private ReferenceExpression? _postgresAddress;

    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        _postgres ??= AddPostgres();
        _databases.Add(name);
        return AddAddress(name, ReferenceExpression.Create($"{_postgresAddress!};Database={name}"), _postgres).WithIconName("Database");
    }

    public IResourceBuilder<IResourceWithConnectionString> AddBroker(string name)
    {
        var rabbitmq = AddServer("rabbitmq", out var port, out var password)
            .WithEndpoint(scheme: "tcp", name: "distribution", env: "DISTRIBUTION_PORT", isProxied: false)
            .WithEndpoint(scheme: "tcp", name: "epmd", env: "EPMD_PORT", isProxied: false)
            .WithUrlForEndpoint("distribution", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithUrlForEndpoint("epmd", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithEnvironment("FOLDER", state.PathOf("rabbitmq"))
            .WithIconName("MailMultiple")
            .WithHealthCheck("rabbitmq");
        var address = ReferenceExpression.Create($"amqp://workforce:{password}@127.0.0.1:{port}");

        IConnection? connection = null;
        builder.Services.AddHealthChecks().AddRabbitMQ(async _ => connection is { IsOpen: true } ? connection : connection = await ConnectAsync(address), "rabbitmq");
        return AddAddress(name, address, rabbitmq);
    }

    public IResourceBuilder<IResourceWithConnectionString> AddCache(string name)
    {
        var redis = AddServer("redis", out var port, out var password)
            .WithEnvironment("FOLDER", state.PathOf("redis"))
            .WithIconName("DatabaseLightning")
            .WithHealthCheck("redis");
        var address = ReferenceExpression.Create($"127.0.0.1:{port},password={password}");
        var resolved = ResolveAtStart(redis, address);
        builder.Services.AddHealthChecks().AddRedis(_ => resolved(), "redis");
        return AddAddress(name, address, redis);
    }

    private IResourceBuilder<ExecutableResource> AddPostgres()
    {
        var sockets = SocketFolder();
        var postgres = AddServer("postgres", out var port, out var password)
            .WithEnvironment("DATA", state.PathOf("postgres/data"))
            .WithEnvironment("SOCKETS", sockets ?? "")
            .WithIconName("DatabaseMultiple")
            .WithHealthCheck("postgres")
            .OnResourceReady((_, _, cancellationToken) => CreateMissingDatabasesAsync(cancellationToken));
        _postgresAddress = ReferenceExpression.Create($"Host={sockets ?? "127.0.0.1"};Port={port};Username=postgres;Password={password}");
        var resolved = ResolveAtStart(postgres, _postgresAddress);
        builder.Services.AddHealthChecks().AddNpgSql(_ => resolved(), name: "postgres");
        return postgres;
    }

    // On one machine a socket in the file system costs less than TCP; the night makes ten thousands of round trips. TCP is used where the
    // socket's path is too long for the operating system, or has characters with a meaning in a connection string.
    private string? SocketFolder()
    {
        var folder = state.PathOf("postgres");
        return Encoding.UTF8.GetByteCount(folder) <= LongestSocketFolder && !folder.AsSpan().ContainsAny(Special) ? folder : null;
    }

    private IResourceBuilder<ExecutableResource> AddServer(string name, out EndpointReferenceExpression port, out IResourceBuilder<ParameterResource> password)
    {
        var server = builder
            .AddExecutable(name, "bash", ".", Path.Combine(AppContext.BaseDirectory, "Servers", "programs", name))
            .WithEndpoint(scheme: "tcp", name: Endpoint, env: "PORT", isProxied: false);
        port = server.GetEndpoint(Endpoint).Property(EndpointProperty.Port);
        password = builder.AddParameter($"{name}-password", () => state.GetPassword(name), secret: true).WithParentRelationship(server);
        return server.WithEnvironment("PASSWORD", password);
    }

    private IResourceBuilder<IResourceWithConnectionString> AddAddress(string name, ReferenceExpression address, IResourceBuilder<ExecutableResource> server) =>
        builder.AddConnectionString(name, address).WithParentRelationship(server).WaitFor(server);

    // Health checks need the address synchronously, and only after the server has its port.
    private static Func<string> ResolveAtStart(IResourceBuilder<ExecutableResource> server, ReferenceExpression address)
    {
        string? resolved = null;
        server.OnBeforeResourceStarted(async (_, _, cancellationToken) => resolved = await address.GetValueAsync(cancellationToken));
        return () => resolved ?? throw new InvalidOperationException($"{server.Resource.Name} has no address before it starts.");
    }

    // A connection with automatic recovery stays closed for seconds after the broker is back.
    private static async Task<IConnection> ConnectAsync(ReferenceExpression address) =>
        await new ConnectionFactory { Uri = new((await address.GetValueAsync(default))!), AutomaticRecoveryEnabled = false }.CreateConnectionAsync("apphost health");

    private async Task CreateMissingDatabasesAsync(CancellationToken cancellationToken)
    {
        await using var postgres = NpgsqlDataSource.Create((await _postgresAddress!.GetValueAsync(cancellationToken))!);
        await using var query = postgres.CreateCommand("SELECT name FROM unnest($1) AS name WHERE name NOT IN (SELECT datname FROM pg_database)");
        query.Parameters.Add(new() { Value = _databases.ToArray() });
        var missing = new List<string>();
        await using (var answer = await query.ExecuteReaderAsync(cancellationToken))
            while (await answer.ReadAsync(cancellationToken))
                missing.Add(answer.GetString(0));
        foreach (var name in missing)
        {
            await using var creating = postgres.CreateCommand($"CREATE DATABASE \"{name}\"");
            await creating.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
