using RabbitMQ.Client;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A broker that an earlier version has used: its queues that this version does not consume would fill for ever.</summary>
[Collection(Servers.Name)]
public sealed class RetiredQueuesTests(TestServers servers)
{
    private const string Event = "Workforce.Notification.Events:LettersIssued";
    private const string Queue = "contract.letters-issued";

    [Fact]
    public async Task Start_QueueOfAnEarlierVersion_IsDeletedWithItsBindings()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(servers.RabbitMq) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await DeclareAsync(channel, Queue);
        await channel.ExchangeDeclareAsync(Event, "fanout", durable: true);
        await channel.ExchangeBindAsync(Queue, Event, "");
        await channel.BasicPublishAsync(Event, "", "{}"u8.ToArray());
        var broker = new Broker(servers.RabbitMq);
        await Eventually.HoldsAsync(async () => await broker.CountAsync(Queue) == 1, "the old message is in the queue");

        await using var service = await MessagingService.StartAsync(servers);

        await Eventually.HoldsAsync(async () => !await ExistsAsync(connection, Queue), "the queue is deleted");
        await channel.BasicPublishAsync(Event, "", "{}"u8.ToArray()); // to nobody
        Assert.False(await ExistsAsync(connection, Queue));
    }

    private static async Task DeclareAsync(IChannel channel, string queue)
    {
        await channel.ExchangeDeclareAsync(queue, "fanout", durable: true);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(queue, queue, "");
    }

    private static async Task<bool> ExistsAsync(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await channel.QueueDeclarePassiveAsync(queue);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }
}
