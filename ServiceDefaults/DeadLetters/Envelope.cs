using System.Text.Json;
using System.Text.RegularExpressions;
using RabbitMQ.Client;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>What MassTransit writes on the outside of a message; its content is not looked at.</summary>
internal static partial class Envelope
{
    /// <summary>Null when it has none that is one.</summary>
    public static Guid? IdOf(BasicGetResult got) =>
        Guid.TryParse(got.BasicProperties.MessageId ?? Read(got.Body, Id), out var id) ? id : null;

    /// <summary>The event's type in full, of this build or of another; empty when it has none.</summary>
    public static string EventTypeOf(BasicGetResult got) =>
        EventUrn().Match(Read(got.Body, FirstType) ?? "") is { Success: true } urn ? $"{urn.Groups[1]}.{urn.Groups[2]}" : "";

    private static string? Id(JsonElement envelope) => Text(envelope, "messageId");

    private static string? FirstType(JsonElement envelope) =>
        envelope.TryGetProperty("messageType", out var types) && types.ValueKind == JsonValueKind.Array && types.GetArrayLength() > 0
            && types[0].ValueKind == JsonValueKind.String
            ? types[0].GetString()
            : null;

    private static string? Text(JsonElement envelope, string name) =>
        envelope.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Read(ReadOnlyMemory<byte> body, Func<JsonElement, string?> property)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? property(document.RootElement) : null;
        }
        // Not JSON, or text that is not Unicode: then it has no envelope.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Nothing but the name of an event, perhaps of a later version, is let through.
    [GeneratedRegex(@"^urn:message:(Workforce\.[A-Za-z]{1,30}\.Events(?:\.V[0-9]{1,3})?):([A-Za-z]{1,100})$")]
    private static partial Regex EventUrn();
}
