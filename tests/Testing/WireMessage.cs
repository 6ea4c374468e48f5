using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace Workforce.Testing;

/// <summary>A message as it is in a queue.</summary>
/// <param name="MessageId">The envelope's.</param>
/// <param name="Message">The event, as JSON.</param>
/// <param name="Fault">Why it was dead-lettered; null when it was not.</param>
public sealed record WireMessage(Guid MessageId, JsonElement Message, string? Fault)
{
    /// <summary>The event as its type.</summary>
    public TEvent As<TEvent>() => Message.Deserialize<TEvent>(JsonSerializerOptions.Web)!;

    internal static WireMessage Read(ReadOnlyMemory<byte> body, IReadOnlyBasicProperties properties)
    {
        // The client uses the body's memory again.
        var envelope = JsonDocument.Parse(body.ToArray()).RootElement;
        object? fault = null;
        properties.Headers?.TryGetValue("MT-Fault-Message", out fault);
        return new WireMessage(
            envelope.GetProperty("messageId").GetGuid(), envelope.GetProperty("message"),
            fault is byte[] text ? Encoding.UTF8.GetString(text) : null);
    }
}
