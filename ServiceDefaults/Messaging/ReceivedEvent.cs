using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>An event as its envelope has it, not yet read as its type.</summary>
internal sealed class ReceivedEvent : SystemTextJsonSerializerContext
{
    /// <summary>Stands for a body that cannot be read: of no type, without id.</summary>
    public static readonly ReceivedEvent Unread = new(default, new Envelope(null), []);

    // Types of this build; any other text in their place is the sender's own.
    private static readonly FrozenSet<string> KnownTypes =
        EventCatalog.All.Select(MessageUrn.ForTypeString).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private ReceivedEvent(JsonElement message, Envelope envelope, string[] types)
        : base(
            SystemTextJsonMessageSerializer.Instance, SystemTextJsonMessageSerializer.Options, SystemTextJsonMessageSerializer.JsonContentType,
            envelope, types, message: message)
    {
    }

    /// <exception cref="UnreadableEventException">The body is no envelope: no JSON, or without a message, or its id is none.</exception>
    public static ReceivedEvent Read(byte[] body)
    {
        var envelope = Parse(body);
        if (envelope.ValueKind is not JsonValueKind.Object)
            throw Unreadable("is no JSON object");
        try
        {
            return new ReceivedEvent(
                Property(envelope, "message") ?? throw Unreadable("has no message"), new Envelope(IdOf(envelope)), [.. TypesOf(envelope)]);
        }
        // A text that is not Unicode.
        catch (InvalidOperationException)
        {
            throw Unreadable("has a text that is not UTF-8");
        }
    }

    /// <exception cref="UnreadableEventException">The message is not of the type.</exception>
    public override bool TryGetMessage<T>(out T? message)
        where T : class
    {
        message = IsSupportedMessageType<T>() ? (T?)Read(typeof(T)) : null;
        return message is not null;
    }

    /// <exception cref="UnreadableEventException">The message is not of the type.</exception>
    public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message)
    {
        message = Read(messageType);
        return message is not null;
    }

    private object? Read(Type type)
    {
        try
        {
            return ((JsonElement)Message).Deserialize(type, Options);
        }
        // Whatever it is, it comes from what the message contains.
        catch (Exception fault)
        {
            throw new UnreadableEventException(type.Name, JsonFault.OfValue(fault));
        }
    }

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body, SystemTextJsonMessageSerializer.Options);
        }
        catch (Exception fault)
        {
            throw Unreadable(JsonFault.OfText(fault));
        }
    }

    private static Guid? IdOf(JsonElement envelope) => Property(envelope, "messageId") switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } id when Guid.TryParse(id.GetString(), out var read) => read,
        _ => throw Unreadable("messageId is no UUID"),
    };

    private static IEnumerable<string> TypesOf(JsonElement envelope) => Property(envelope, "messageType") switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } types when types.EnumerateArray().All(type => type.ValueKind is JsonValueKind.String) =>
            types.EnumerateArray().Select(type => type.GetString()!).Where(KnownTypes.Contains),
        _ => throw Unreadable("messageType is no list of texts"),
    };

    private static JsonElement? Property(JsonElement envelope, string name) =>
        envelope.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static UnreadableEventException Unreadable(string fault) => new("the envelope", fault);

    /// <summary>Nothing but the message's id: nothing else of it is used here, and each would be tagged on spans as it came.</summary>
    private sealed record Envelope(Guid? MessageId) : MessageContext
    {
        public Guid? RequestId => null;

        public Guid? CorrelationId => null;

        public Guid? ConversationId => null;

        public Guid? InitiatorId => null;

        public DateTime? ExpirationTime => null;

        public Uri? SourceAddress => null;

        public Uri? DestinationAddress => null;

        public Uri? ResponseAddress => null;

        public Uri? FaultAddress => null;

        public DateTime? SentTime => null;

        public Headers Headers => EmptyHeaders.Instance;

        public HostInfo Host => MassTransit.Metadata.HostMetadataCache.Empty;
    }
}
