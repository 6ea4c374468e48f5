using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>
/// One contract that expired and whose it was. As JSON it is the pair <c>["contract id", "worker id"]</c>: five hundred times in a
/// message, the names of two fields would be a quarter of all that is sent and read. A later version may append to it.
/// </summary>
[JsonConverter(typeof(Pair))]
public sealed record ExpiredContract(Guid ContractId, Guid WorkerId)
{
    private sealed class Pair : JsonConverter<ExpiredContract>
    {
        public override ExpiredContract Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not JsonTokenType.StartArray)
                throw new JsonException("An expired contract is not a pair of ids");
            var contract = new ExpiredContract(ReadId(ref reader), ReadId(ref reader));
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                reader.Skip();
            return contract;
        }

        public override void Write(Utf8JsonWriter writer, ExpiredContract value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.ContractId);
            writer.WriteStringValue(value.WorkerId);
            writer.WriteEndArray();
        }

        private static Guid ReadId(ref Utf8JsonReader reader) =>
            reader.Read() && reader.TokenType is JsonTokenType.String && reader.TryGetGuid(out var id)
                ? id
                : throw new JsonException("An expired contract is not a pair of ids");
    }
}
