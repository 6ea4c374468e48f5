using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using MassTransit.Serialization;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>
/// Sends an event as it is stored in the outbox, in the envelope that MassTransit's consumers read: its JSON was written when it was
/// stored, and is not parsed and written again.
/// </summary>
/// <param name="body">The event as JSON.</param>
internal sealed class StoredEventSerializer(byte[] body) : IMessageSerializer
{
    // MassTransit's own are indented, which doubles the bytes of a list of ids.
    private static readonly JsonSerializerOptions Options = new(SystemTextJsonMessageSerializer.Options)
    {
        WriteIndented = false,
        Converters = { new Verbatim() },
    };

    public ContentType ContentType => SystemTextJsonMessageSerializer.JsonContentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class =>
        new BytesMessageBody(JsonSerializer.SerializeToUtf8Bytes(new JsonMessageEnvelope(context, new Stored(body)), Options));

    private sealed record Stored(byte[] Json);

    private sealed class Verbatim : JsonConverter<Stored>
    {
        public override Stored Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Events are only sent with this serializer");

        public override void Write(Utf8JsonWriter writer, Stored value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json, skipInputValidation: true);
    }
}
