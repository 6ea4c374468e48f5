using System.Buffers.Binary;

namespace Workforce.Faults.Nation;

/// <summary>UUIDv7 as a writer of many rows makes them, hundreds in each millisecond, but the same in every run.</summary>
public sealed class SeededIds(int seed)
{
    private const int PerMillisecond = 200;

    private static readonly long Epoch = new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly Random _random = new(seed);
    private readonly long _start = Epoch + seed * 60_000L;
    private long _made;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        var time = _start + _made++ / PerMillisecond;
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)(time >> 32));
        BinaryPrimitives.WriteInt32BigEndian(bytes[2..], (int)time);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    public Guid[] Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
}
