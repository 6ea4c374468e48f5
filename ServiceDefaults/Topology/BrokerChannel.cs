using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workforce.ServiceDefaults.Topology;

/// <summary>A channel to RabbitMQ for what a service does once, beside the bus.</summary>
internal static class BrokerChannel
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    /// <summary>Gives <paramref name="use"/> a channel of its own, and once more where RabbitMQ is not there or goes meanwhile.</summary>
    /// <param name="name">Of the connection, as RabbitMQ lists it.</param>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    public static async Task UseAsync(Uri broker, string name, Func<IChannel, CancellationToken, Task> use, CancellationToken cancellation)
    {
        while (!await TryUseAsync(broker, name, use, cancellation))
            await Task.Delay(BetweenTries, cancellation);
    }

    private static async Task<bool> TryUseAsync(Uri broker, string name, Func<IChannel, CancellationToken, Task> use, CancellationToken cancellation)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false };
            await using var connection = await factory.CreateConnectionAsync(name, cancellation);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            await use(channel, cancellation);
            return true;
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or IOException or TimeoutException)
        {
            return false;
        }
    }
}
