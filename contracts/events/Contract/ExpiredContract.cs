using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>
/// One contract that expired and whose it was. As JSON it is the pair <c>["contract id", "worker id"]</c>: five hundred times in a
/// message, the names of two fields would be a quarter of all that is sent and read. A later version may append to it; an id that
/// is missing is read as empty, and fields with names, as they were sent before, are read too.
/// </summary>
[JsonConverter(typeof(Pair))]
public sealed record ExpiredContract(Guid ContractId, Guid WorkerId)
{
    private sealed class Pair : JsonConverter<ExpiredContract>
    {
        public override ExpiredContract Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.StartArray => ReadPair(ref reader),
                JsonTokenType.StartObject => JsonSerializer.Deserialize<Named>(ref reader, JsonSerializerOptions.Web) is { } named
                    ? new ExpiredContract(named.ContractId, named.WorkerId)
                    : throw new JsonException(),
                _ => throw new JsonException("An expired contract is not a pair of ids"),
            };

        public override void Write(Utf8JsonWriter writer, ExpiredContract value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.ContractId);
            writer.WriteStringValue(value.WorkerId);
            writer.WriteEndArray();
        }

        private static ExpiredContract ReadPair(ref Utf8JsonReader reader)
        {
            Span<Guid> ids = [Guid.Empty, Guid.Empty];
            for (var position = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; position++)
            {
                if (position < ids.Length)
                    ids[position] = reader.GetGuid();
                else
                    reader.Skip();
            }
            return new ExpiredContract(ids[0], ids[1]);
        }
    }

    private sealed record Named(Guid ContractId, Guid WorkerId);
}
