using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workforce.Testing;

/// <summary>Speaks to services as a publisher written in another language would: MassTransit's envelope by plain AMQP.</summary>
/// <param name="uri">AMQP URI.</param>
public sealed class Wire(string uri)
{
    private const string Kind = "application/vnd.masstransit+json";

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

    /// <summary>Puts an event onto one queue, also one of a type that nobody here knows.</summary>
    /// <param name="queue">Its name.</param>
    /// <param name="type">Namespace, a colon, and the type's name.</param>
    /// <param name="messageId">Its id.</param>
    /// <param name="message">JSON.</param>
    public Task SendJsonAsync(string queue, string type, Guid messageId, string message) => SendAsync("", queue, type, messageId, message);

    private async Task SendAsync(string exchange, string routingKey, string type, Guid messageId, string message)
    {
        var body = $$"""{"messageId":"{{messageId}}","messageType":["urn:message:{{type}}"],"message":{{message}}}""";
        var properties = new BasicProperties { ContentType = Kind, MessageId = $"{messageId}", Persistent = true };

        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Takes every message that is ready in a queue; none when there is no such queue.</summary>
    public async Task<IReadOnlyList<WireMessage>> TakeAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        List<WireMessage> taken = [];
        try
        {
            while (await channel.BasicGetAsync(queue, autoAck: true) is { } got)
                taken.Add(WireMessage.Read(got));
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
        }
        return taken;
    }
}
