using Npgsql;
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

    /// <summary>host:port.</summary>
    public string Redis { get; private set; } = "";

    public Task InitializeAsync()
    {
        PostgreSql = Named("WORKFORCE_TEST_POSTGRES");
        RabbitMq = Named("WORKFORCE_TEST_RABBITMQ");
        Redis = Named("WORKFORCE_TEST_REDIS");
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

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

    private static string Named(string variable) =>
        Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set");
}
