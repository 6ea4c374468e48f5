using RabbitMQ.Client;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Plumbing;

/// <summary>Plain AMQP, past the services and past the proxies.</summary>
internal sealed class Amqp : IAsyncDisposable
{
    private readonly IConnection _connection;

    private Amqp(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    /// <summary>What it publishes is confirmed when the call returns.</summary>
    public static async Task<Amqp> OpenAsync(RunningSystem system, CancellationToken cancellation)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(await system.BrokerAsync()) }.CreateConnectionAsync(cancellation);
        try
        {
            var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            return new Amqp(connection, await connection.CreateChannelAsync(confirmed, cancellation));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // The channel ends with its connection.
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
