using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>Checks whether RabbitMQ serves a new connection: a restart of the service would get the same.</summary>
internal sealed class BrokerProbe(Uri broker)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Whether it lets in, and confirms a message. Under a memory alarm it does not confirm, frozen it does not answer.</summary>
    public async Task<bool> IsUsableAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        try
        {
            // What hangs in spite of the token is left behind.
            await PublishAsync(limit.Token).WaitAsync(limit.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or BrokerUnreachableException or OperationInterruptedException or IOException or TimeoutException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    // To no queue: confirmed, and gone.
    private async Task PublishAsync(CancellationToken cancellation)
    {
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync("broker probe", cancellation);
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        var channel = await connection.CreateChannelAsync(confirmed, cancellation);
        await channel.BasicPublishAsync("", $"probe {Guid.NewGuid()}", ReadOnlyMemory<byte>.Empty, cancellation);
    }
}
