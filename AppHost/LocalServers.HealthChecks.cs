using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RabbitMQ.Client;

namespace Workforce.AppHost;

/// <summary>Healthy while PostgreSQL answers a query.</summary>
internal sealed class DatabaseHealthCheck(ReferenceExpression address) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        // No pool: what is asked is whether a new connection is taken.
        await using var connection = new NpgsqlConnection($"{await address.GetValueAsync(cancellationToken)};Pooling=false;Timeout=3");
        await connection.OpenAsync(cancellationToken);
        await using var query = new NpgsqlCommand("SELECT 1", connection);
        await query.ExecuteScalarAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

/// <summary>Healthy while RabbitMQ lets its user declare a queue.</summary>
internal sealed class BrokerHealthCheck(ReferenceExpression address) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = new((await address.GetValueAsync(cancellationToken))!),
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(3),
        };
        await using var connection = await factory.CreateConnectionAsync("apphost health", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

/// <summary>Healthy while Redis answers PING.</summary>
internal sealed class CacheHealthCheck(EndpointReference endpoint, ParameterResource password) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", endpoint.Port, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {await password.GetValueAsync(cancellationToken)}\r\nPING\r\n"), cancellationToken);
        using var answers = new StreamReader(stream, Encoding.ASCII);
        var authenticated = await answers.ReadLineAsync(cancellationToken);
        var pinged = await answers.ReadLineAsync(cancellationToken);
        return (authenticated, pinged) is ("+OK", "+PONG")
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Redis answered {authenticated} and {pinged}.");
    }
}
