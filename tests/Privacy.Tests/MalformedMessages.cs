using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Workforce.Privacy.Tests;

/// <summary>Messages of a kind of event in every form that cannot be read or handled, each with the person somewhere in it.</summary>
internal static class MalformedMessages
{
    private const string ContentType = "application/vnd.masstransit+json";

    // What MassTransit, RabbitMQ, tracing and this system itself look for in headers, and what they do not.
    private static readonly string[] Headers =
    [
        "MessageId", "TransportMessageId", "RequestId", "CorrelationId", "ConversationId", "InitiatorId", "Content-Type", "SourceAddress", "MT-Host-MachineName",
        "MT-Activity-Id", "MT-Activity-Propagation", "MT-Activity-Correlation-Context", "MT-Redelivery-Count", "traceparent", "tracestate", "baggage", "x-person",
    ];

    private static readonly string[] EnvelopesNames =
    [
        "messageId", "requestId", "correlationId", "conversationId", "initiatorId", "sourceAddress", "destinationAddress", "responseAddress", "faultAddress",
        "expirationTime", "sentTime", "headers", "host", "messageType", "message",
    ];

    public static IReadOnlyList<(BasicProperties Properties, byte[] Body)> Of(Type type)
    {
        var good = Envelope(type);
        var text = good.ToJsonString();
        List<(BasicProperties, byte[])> messages = [];
        foreach (var planted in Person.Texts)
            messages.AddRange(BodiesOf(type, planted).Select(body => (Properties(), body)));
        // Where the outside is wrong, the body is good, or no JSON, or of an unknown type.
        foreach (var body in (string[])[text, $"not json {Person.Note}", Envelope(type, "Workforce.Nowhere.Events:Nothing").ToJsonString()])
            messages.AddRange(OutsidesOf(Person.Note).Append(Properties(properties => properties.MessageId = Person.Nik)).Select(outside => (outside, Encoding.UTF8.GetBytes(body))));
        return messages;
    }

    private static IEnumerable<byte[]> BodiesOf(Type type, string planted)
    {
        var quoted = JsonSerializer.Serialize(planted);
        foreach (var text in (string[])[$"not json {planted}", planted, quoted, $"[{quoted}]", $"{{{quoted}:{quoted}", $"{{{quoted}:{quoted}}}", $"nul{planted}", $"{{\"message\":{planted}}}"])
            yield return Encoding.UTF8.GetBytes(text);
        yield return [.. Encoding.UTF8.GetBytes($"{{\"message\":\"{planted}"), 0xFF, 0xC3, .. Encoding.UTF8.GetBytes($"{planted}\"}}")];
        yield return Encoding.Unicode.GetBytes(planted);
        foreach (var name in EnvelopesNames)
        {
            foreach (var wrong in WrongFor(planted))
                yield return Encoding.UTF8.GetBytes(Envelope(type).With(name, wrong).ToJsonString());
            yield return BrokenUtf8(Envelope(type).With(name, planted).ToJsonString(), planted);
        }
        yield return Encoding.UTF8.GetBytes(Envelope(type, planted).ToJsonString());
        yield return Encoding.UTF8.GetBytes(Envelope(type, $"Workforce.Registry.Events:{planted}").ToJsonString());
        foreach (var path in PathsOf(Sample(type)))
        {
            foreach (var lacking in (JsonNode?[])[null, $"{Guid.Empty}", "0001-01-01"])
            {
                var message = Sample(type)!;
                Put(message, path, lacking);
                message["note"] = planted;
                yield return Encoding.UTF8.GetBytes(Envelope(type).With("message", message).ToJsonString());
            }
            foreach (var wrong in WrongFor(planted))
            {
                var message = Sample(type)!;
                Put(message, path, wrong);
                var whole = Envelope(type).With("message", message).ToJsonString();
                yield return Encoding.UTF8.GetBytes(whole);
                if (wrong is JsonValue)
                {
                    yield return BrokenUtf8(whole, planted);
                    yield return Encoding.UTF8.GetBytes(whole[..(whole.IndexOf(planted, StringComparison.Ordinal) + planted.Length)]);
                }
            }
        }
    }

    private static JsonNode?[] WrongFor(string planted) =>
        [planted, new JsonObject { [planted] = planted }, new JsonArray(planted, new JsonObject { [planted] = planted })];

    private static byte[] BrokenUtf8(string text, string planted)
    {
        var at = Encoding.UTF8.GetByteCount(text.AsSpan(0, text.IndexOf(planted, StringComparison.Ordinal) + planted.Length));
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. bytes[..at], 0xFF, .. bytes[at..]];
    }

    /// <summary>Messages of which RabbitMQ makes dead letters of the delivery limit's queue by itself: more than are in flight, and none may wait.</summary>
    public static IReadOnlyList<(BasicProperties Properties, byte[] Body)> Expiring(Type type)
    {
        var body = Encoding.UTF8.GetBytes(Envelope(type).With("host", Person.Note).ToJsonString());
        return [.. Enumerable.Range(0, 300).Select(_ => (Properties(properties =>
        {
            properties.Expiration = "0";
            properties.Headers = new Dictionary<string, object?> { ["x-person"] = Person.Note };
        }), body))];
    }

    private static IEnumerable<BasicProperties> OutsidesOf(string planted)
    {
        yield return Properties(properties => properties.MessageId = planted);
        yield return Properties(properties => properties.CorrelationId = planted);
        yield return Properties(properties => properties.ContentType = planted);
        yield return Properties(properties => properties.ContentType = $"application/{planted.Split(' ')[0]}");
        yield return Properties(properties => properties.ContentEncoding = planted);
        yield return Properties(properties => properties.Type = planted);
        yield return Properties(properties => properties.AppId = planted);
        yield return Properties(properties => properties.ReplyTo = planted);
        yield return Properties(properties => properties.Headers = new Dictionary<string, object?> { [planted] = planted });
        foreach (var header in Headers)
        {
            yield return Properties(properties => properties.Headers = new Dictionary<string, object?> { [header] = planted });
            yield return Properties(properties =>
            {
                properties.MessageId = null;
                properties.Headers = new Dictionary<string, object?> { [header] = Encoding.UTF8.GetBytes(planted) };
            });
        }
    }

    private static BasicProperties Properties(Action<BasicProperties>? change = null)
    {
        var properties = new BasicProperties { ContentType = ContentType, MessageId = $"{Guid.NewGuid()}", Persistent = true };
        change?.Invoke(properties);
        return properties;
    }

    private static JsonObject Envelope(Type type, string? name = null) => new()
    {
        ["messageId"] = $"{Guid.NewGuid()}",
        ["messageType"] = new JsonArray($"urn:message:{name ?? $"{type.Namespace}:{type.Name}"}"),
        ["message"] = Sample(type),
    };

    private static JsonObject With(this JsonObject envelope, string name, JsonNode? value)
    {
        envelope[name] = value?.DeepClone();
        return envelope;
    }

    /// <summary>A well-formed value of a type: of a list, two elements, so that one can be malformed beside a good one.</summary>
    private static JsonNode? Sample(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => Sample(inner),
        _ when type == typeof(string) => "kupang",
        _ when type == typeof(Guid) => $"{Guid.NewGuid()}",
        _ when type == typeof(DateOnly) => "2020-12-31",
        _ when type == typeof(DateTimeOffset) => "2021-01-01T00:00:05+08:00",
        _ when type == typeof(bool) => true,
        _ when type.IsPrimitive => 1,
        _ when typeof(IEnumerable).IsAssignableFrom(type) => new JsonArray(Sample(type.GetGenericArguments()[0]), Sample(type.GetGenericArguments()[0])),
        _ => new JsonObject(type.GetProperties().Select(property =>
            KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(property.Name), Sample(property.PropertyType)))),
    };

    private static IEnumerable<object[]> PathsOf(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => PathsOf(member.Value).Select(path => (object[])[member.Key, .. path]).Prepend([member.Key])),
        JsonArray items => items.SelectMany((item, index) => PathsOf(item).Select(path => (object[])[index, .. path]).Prepend([index])),
        _ => [],
    };

    private static void Put(JsonNode root, object[] path, JsonNode? value)
    {
        var at = root;
        foreach (var step in path[..^1])
            at = step is int index ? at[index]! : at[(string)step]!;
        if (path[^1] is int last)
            at[last] = value?.DeepClone();
        else
            at[(string)path[^1]] = value?.DeepClone();
    }
}
