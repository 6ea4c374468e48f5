using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>
/// Contracts of one cycle that expired together: at most 1,000, grouped by unit; the same unit may come in several.
/// The batch is also the message: <paramref name="BatchId"/> is its message id.
/// </summary>
/// <param name="BatchId">Reports on the batch refer to it.</param>
/// <param name="CycleId">The renewal cycle of the city and the last day.</param>
/// <param name="LastDay">The day through which the contracts were in force.</param>
/// <param name="DueDay">By when heads must have rated; never before the day on which the contracts expired.</param>
/// <param name="Rated">Those of the contracts that have a signed rating already: the head is not asked for one. Null when there are none.</param>
/// <param name="Continuing">Those of the contracts whose workers go on by the next one; null when there are none.</param>
/// <param name="Repeated">Those of the contracts that had expired before; null when there are none.</param>
/// <param name="Outsourced">Those of the contracts whose employer is a vendor: their workers await the tender. Null when there are none.</param>
[SubscribedBy("evaluation", "notification")]
public sealed record ContractsExpired(
    Guid BatchId, Guid CityId, Guid CycleId, DateOnly LastDay, DateOnly DueDay, IReadOnlyList<ExpiredUnit> Units,
    [property: JsonConverter(typeof(ContractsExpired.PackedIds))] IReadOnlyList<Guid>? Rated = null,
    IReadOnlyList<ContinuingContract>? Continuing = null, IReadOnlyList<RepeatedExpiry>? Repeated = null,
    [property: JsonConverter(typeof(ContractsExpired.PackedIds)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? Outsourced = null)
{
    // Of a rated city nearly every contract is named once more, so ids are packed as those of the contracts are. A list is read too.
    private sealed class PackedIds : JsonConverter<IReadOnlyList<Guid>>
    {
        private const int IdBytes = 16;

        public override IReadOnlyList<Guid> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String
                ? Unpack(reader.GetBytesFromBase64())
                : JsonSerializer.Deserialize<List<Guid>>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<Guid> value, JsonSerializerOptions options)
        {
            var packed = new byte[value.Count * IdBytes];
            for (var position = 0; position < value.Count; position++)
                value[position].TryWriteBytes(packed.AsSpan(position * IdBytes), bigEndian: true, out _);
            writer.WriteBase64StringValue(packed);
        }

        private static Guid[] Unpack(byte[] packed) => packed.Length % IdBytes == 0
            ? [.. packed.Chunk(IdBytes).Select(id => new Guid(id, bigEndian: true))]
            : throw new JsonException($"{packed.Length} bytes are no whole number of ids, which take {IdBytes} each");
    }
}
