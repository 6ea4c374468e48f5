using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Testing;

/// <summary>Looks into RabbitMQ from outside the services, by plain AMQP.</summary>
/// <param name="uri">AMQP URI.</param>
public sealed class Broker(string uri)
{
    /// <summary>Deletes every queue of the public events, so that a test finds nothing that another left.</summary>
    public async Task ForgetAsync()
    {
        foreach (var queue in EventCatalog.All.SelectMany(EventCatalog.ListenersOf))
            foreach (var suffix in (string[])["", "_error", "_skipped", "_dead"])
                await DeleteAsync(queue + suffix);
    }

    public Task DeleteAsync(string queue) => UseAsync(channel => channel.QueueDeleteAsync(queue));

    /// <summary>Messages that are ready in a queue; 0 when there is no such queue.</summary>
    public async Task<uint> CountAsync(string queue)
    {
        try
        {
            return await UseAsync(channel => channel.MessageCountAsync(queue));
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    /// <summary>Takes the message at the head of a queue in hand and gives it back, as a listener does that crashes.</summary>
    /// <returns>False when there is none.</returns>
    public Task<bool> CrashOnAsync(string queue) => UseAsync(async channel =>
    {
        if (await channel.BasicGetAsync(queue, autoAck: false) is not { } got)
            return false;
        await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
        return true;
    });

    private async Task<T> UseAsync<T>(Func<IChannel, Task<T>> use)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await use(channel);
    }
}
