using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Workforce.Faults.Plumbing;

/// <summary>MassTransit's envelope, as a program in another language would write it.</summary>
internal static class Envelope
{
    private const string Kind = "application/vnd.masstransit+json";

    public static BasicProperties PropertiesOf(string messageId) =>
        new() { ContentType = Kind, MessageId = messageId, Persistent = true };

    public static byte[] Around(string messageId, string exchange, JsonNode message) =>
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["messageId"] = messageId,
            ["messageType"] = new JsonArray($"urn:message:{exchange}"),
            ["message"] = message,
        }.ToJsonString());

    /// <summary>The same envelope as a later release may write it: another type that it also is, and fields that no release has yet.</summary>
    public static byte[] OfNewerVersion(ReadOnlySpan<byte> body)
    {
        var envelope = JsonNode.Parse(body)!.AsObject();
        envelope["messageType"]!.AsArray().Insert(0, $"{envelope["messageType"]![0]}2");
        envelope["message"]!["addedLater"] = new JsonObject { ["list"] = new JsonArray(1, 2) };
        return Encoding.UTF8.GetBytes(envelope.ToJsonString());
    }
}
