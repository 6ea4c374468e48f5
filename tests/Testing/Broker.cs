using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Workforce.ServiceDefaults.Topology;

namespace Workforce.Testing;

/// <summary>
/// RabbitMQ by plain AMQP: publishes as a publisher written in another language would, in MassTransit's envelope, and reads queues.
/// </summary>
/// <param name="uri">AMQP URI.</param>
public sealed class Broker(string uri)
{
    private const string ContentType = "application/vnd.masstransit+json";

    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>Publishes an event to its exchange and waits for RabbitMQ's confirm.</summary>
    public Task PublishAsync<TEvent>(Guid messageId, TEvent message)
        where TEvent : class => PublishJsonAsync<TEvent>(messageId, JsonSerializer.Serialize(message, JsonSerializerOptions.Web));

    /// <summary>The same with a body that the event's type might never produce.</summary>
    public Task PublishJsonAsync<TEvent>(Guid messageId, string message)
        where TEvent : class
    {
        var name = $"{typeof(TEvent).Namespace}:{typeof(TEvent).Name}";
        return SendAsync(name, "", name, messageId, message);
    }

    /// <summary>Sends an event to one queue, also one of a type that no build has.</summary>
    /// <param name="type">Namespace, a colon, and the type's name.</param>
    /// <param name="message">JSON.</param>
    public Task SendJsonAsync(string queue, string type, Guid messageId, string message) => SendAsync("", queue, type, messageId, message);

    /// <summary>Sends bytes that need be no message to one queue, under whatever properties.</summary>
    public Task SendBytesAsync(string queue, IReadOnlyList<(BasicProperties Properties, byte[] Body)> messages) => UseAsync(async channel =>
    {
        foreach (var together in messages.Chunk(100))
            await Task.WhenAll(together.Select(message => channel.BasicPublishAsync("", queue, mandatory: true, message.Properties, message.Body).AsTask()));
        return true;
    });

    /// <summary>What stands around the messages of a queue, each header as text; nothing is taken.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> HeadersAsync(string queue) => UseAsync<IReadOnlyList<IReadOnlyDictionary<string, string>>>(async channel =>
    {
        List<IReadOnlyDictionary<string, string>> headers = [];
        try
        {
            while (await channel.BasicGetAsync(queue, autoAck: false) is { } got)
                headers.Add((got.BasicProperties.Headers ?? new Dictionary<string, object?>()).ToDictionary(
                    header => header.Key, header => header.Value is byte[] text ? Encoding.UTF8.GetString(text) : $"{header.Value}"));
        }
        catch (OperationInterruptedException e) when (IsAbsent(e))
        {
        }
        return headers;
    });

    /// <summary>Messages that are ready in a queue; 0 when there is no such queue.</summary>
    public async Task<uint> CountAsync(string queue)
    {
        try
        {
            return await UseAsync(channel => channel.MessageCountAsync(queue));
        }
        catch (OperationInterruptedException e) when (IsAbsent(e))
        {
            return 0;
        }
    }

    /// <summary>Takes every message that is ready in a queue; none when there is no such queue.</summary>
    public Task<IReadOnlyList<WireMessage>> TakeAsync(string queue) => UseAsync<IReadOnlyList<WireMessage>>(async channel =>
    {
        List<WireMessage> taken = [];
        try
        {
            while (await channel.BasicGetAsync(queue, autoAck: true) is { } got)
                taken.Add(WireMessage.Read(got.Body, got.BasicProperties));
        }
        catch (OperationInterruptedException e) when (IsAbsent(e))
        {
        }
        return taken;
    });

    /// <summary>Waits until so many messages are ready in a queue, and takes them.</summary>
    public async Task<IReadOnlyList<WireMessage>> TakeAsync(string queue, int count)
    {
        await Eventually.HoldsAsync(async () => await CountAsync(queue) == count, $"{queue} has {count} messages");
        return await TakeAsync(queue);
    }

    /// <summary>Takes the messages of a queue until one is as described, and gives that one.</summary>
    public async Task<WireMessage> TakeUntilAsync(string queue, Func<WireMessage, bool> isSought, string what)
    {
        WireMessage? found = null;
        await Eventually.HoldsAsync(async () => (found ??= (await TakeAsync(queue)).FirstOrDefault(isSought)) is not null, what);
        return found!;
    }

    /// <summary>Consumes a queue that exists, as its subscriber would, until what is returned is disposed.</summary>
    public async Task<IAsyncDisposable> ConsumeAsync(string queue, Action<WireMessage> consume)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, got) =>
        {
            consume(WireMessage.Read(got.Body, got.BasicProperties));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return connection; // the channel ends with it
    }

    /// <summary>Takes the message at the head of a queue and rejects it, as a consumer does that crashes.</summary>
    /// <returns>False when there is none.</returns>
    public Task<bool> CrashOnAsync(string queue) => UseAsync(async channel =>
    {
        if (await channel.BasicGetAsync(queue, autoAck: false) is not { } got)
            return false;
        await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
        return true;
    });

    public Task DeleteAsync(string queue) => UseAsync(channel => channel.QueueDeleteAsync(queue));

    /// <summary>Deletes every queue of the public events, so that a test finds no message of another.</summary>
    public async Task DeleteQueuesAsync()
    {
        foreach (var queue in EventCatalog.All.SelectMany(EventCatalog.SubscribersOf))
            foreach (var suffix in (string[])["", "_error", "_skipped", "_dead"])
                await DeleteAsync(queue + suffix);
    }

    private Task<bool> SendAsync(string exchange, string routingKey, string type, Guid messageId, string message) => UseAsync(async channel =>
    {
        var body = $$"""{"messageId":"{{messageId}}","messageType":["urn:message:{{type}}"],"message":{{message}}}""";
        var properties = new BasicProperties { ContentType = ContentType, MessageId = $"{messageId}", Persistent = true };
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
        return true;
    });

    // 404: there is no such queue. 541 with noproc: it is being declared, and its process has not begun.
    private static bool IsAbsent(OperationInterruptedException e) => e.ShutdownReason is { } reason
        && (reason.ReplyCode == 404 || reason.ReplyText.EndsWith("noproc", StringComparison.Ordinal));

    private async Task<T> UseAsync<T>(Func<IChannel, Task<T>> use)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(Confirmed);
        return await use(channel);
    }
}
