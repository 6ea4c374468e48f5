using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workforce.AppHost.Lifecycle;
using Workforce.AppHost.Servers;
using Xunit;

namespace Workforce.Testing;

/// <summary>
/// Real PostgreSQL, RabbitMQ and Redis for the tests of one project: those that the environment names, or its own.
/// </summary>
public sealed class TestServers : IAsyncLifetime
{
    /// <summary>Npgsql connection string of the server, without a database.</summary>
    public string PostgreSql { get; private set; } = "";

    /// <summary>AMQP URI.</summary>
    public string RabbitMq { get; private set; } = "";

    public Broker Broker => new(RabbitMq);

    /// <summary>host:port.</summary>
    public string Redis { get; private set; } = "";

    private DirectoryInfo? _state;
    private DistributedApplication? _application;

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("WORKFORCE_TEST_POSTGRES") is not { } named)
        {
            await StartOwnAsync();
            return;
        }
        PostgreSql = named;
        RabbitMq = Environment.GetEnvironmentVariable("WORKFORCE_TEST_RABBITMQ") ?? "";
        Redis = Environment.GetEnvironmentVariable("WORKFORCE_TEST_REDIS") ?? "";
    }

    public async Task DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        _state?.Delete(recursive: true);
    }

    /// <summary>A fresh, empty database, so that tests cannot see each other's rows.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        await using var source = NpgsqlDataSource.Create(PostgreSql + ";Database=postgres;Pooling=false");
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return $"{PostgreSql};Database={name};Maximum Pool Size=20";
    }

    /// <summary>The same servers that AppHost runs where there are no containers, on a folder that goes with the tests.</summary>
    private async Task StartOwnAsync()
    {
        _state = TestFolder.Create();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AssemblyName = "AppHost", DisableDashboard = true });
        var servers = new ProgramServers(builder, builder.AddStateFolder(_state.FullName));
        var database = servers.AddDatabase("tests");
        var broker = servers.AddBroker("messaging");
        var cache = servers.AddCache("cache");
        _application = builder.Build();
        await _application.StartAsync();

        PostgreSql = (await ReadyAsync(database)).Replace(";Database=tests", "", StringComparison.Ordinal);
        RabbitMq = await ReadyAsync(broker);
        Redis = await ReadyAsync(cache);
    }

    private async Task<string> ReadyAsync(IResourceBuilder<IResourceWithConnectionString> server)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _application!.Services.GetRequiredService<ResourceNotificationService>()
            .WaitForResourceHealthyAsync(server.Resource.Name, limit.Token);
        return (await server.Resource.GetConnectionStringAsync(limit.Token))!;
    }
}
