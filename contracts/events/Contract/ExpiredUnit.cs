using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>One work unit's share of a <see cref="ContractsExpired"/>, as frozen when the cycle was opened.</summary>
/// <param name="HeadId">The head (kepala unit) who rates its workers.</param>
/// <param name="KeepsWorking">On the exemption list (unit krusial); otherwise its workers stay home (dirumahkan).</param>
/// <param name="Contracts">
/// The contracts that expired: as JSON one base64 text, of each contract its id and the worker's, 16 bytes each in the order in which
/// they are written (RFC 9562, big-endian). There are up to 1,000 in a message: as separate texts, ids would be nearly all
/// that is stored and sent on the night. A list of <c>{"contractId": …, "workerId": …}</c> is read too, and written where an entry is
/// missing. What a later version adds about a contract belongs beside this.
/// </param>
public sealed record ExpiredUnit(
    Guid UnitId, Guid HeadId, bool KeepsWorking,
    [property: JsonConverter(typeof(ExpiredUnit.Packed))] IReadOnlyList<ExpiredContract> Contracts)
{
    private sealed class Packed : JsonConverter<IReadOnlyList<ExpiredContract>>
    {
        private const int IdBytes = 16;
        private const int ContractBytes = 2 * IdBytes;

        public override IReadOnlyList<ExpiredContract> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String
                ? Unpack(reader.GetBytesFromBase64())
                : JsonSerializer.Deserialize<List<ExpiredContract>>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<ExpiredContract> value, JsonSerializerOptions options)
        {
            if (value.Contains(null!))
                JsonSerializer.Serialize(writer, value.ToList(), options);
            else
                writer.WriteBase64StringValue(Pack(value));
        }

        private static byte[] Pack(IReadOnlyList<ExpiredContract> contracts)
        {
            var packed = new byte[contracts.Count * ContractBytes];
            var rest = packed.AsSpan();
            foreach (var contract in contracts)
            {
                contract.ContractId.TryWriteBytes(rest, bigEndian: true, out _);
                contract.WorkerId.TryWriteBytes(rest[IdBytes..], bigEndian: true, out _);
                rest = rest[ContractBytes..];
            }
            return packed;
        }

        private static ExpiredContract[] Unpack(ReadOnlySpan<byte> packed)
        {
            if (packed.Length % ContractBytes != 0)
                throw new JsonException($"{packed.Length} bytes are no whole number of contracts, which take {ContractBytes} each");
            var contracts = new ExpiredContract[packed.Length / ContractBytes];
            for (var position = 0; position < contracts.Length; position++)
            {
                var ids = packed.Slice(position * ContractBytes, ContractBytes);
                contracts[position] = new(new Guid(ids[..IdBytes], bigEndian: true), new Guid(ids[IdBytes..], bigEndian: true));
            }
            return contracts;
        }
    }
}
