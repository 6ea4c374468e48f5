using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workforce.ServiceDefaults.Ids;

/// <summary>
/// UUIDv7 for many rows at once, each greater than all that this process made before (RFC 9562 section 6.2, method 1: a counter
/// beside the time). Indexes that end with the id are appended to, and the kernel is asked for randomness once, not for each.
/// </summary>
public static class SequentialIds
{
    private const int CounterBits = 12;

    // Milliseconds, then the counter. Real time, whatever the story's clock shows: that one starts anew with every start.
    private static long _last;

    /// <returns>In order.</returns>
    public static Guid[] Next(int count)
    {
        var ids = new Guid[count];
        var bytes = MemoryMarshal.AsBytes(ids.AsSpan());
        RandomNumberGenerator.Fill(bytes);
        var position = Take(count);
        for (var n = 0; n < count; n++)
            ids[n] = Stamp(bytes.Slice(n * 16, 16), position + n);
        return ids;
    }

    // More than there is room for in a millisecond borrow from the next.
    private static long Take(int count)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var first = Math.Max(last + 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
            if (Interlocked.CompareExchange(ref _last, first + count - 1, last) == last)
                return first;
        }
    }

    private static Guid Stamp(Span<byte> random, long position)
    {
        var counter = (ushort)(position & ((1 << CounterBits) - 1));
        BinaryPrimitives.WriteInt64BigEndian(random, position >> CounterBits << 16 | 0x7000L | counter);
        random[8] = (byte)(0x80 | (random[8] & 0x3F));
        return new Guid(random, bigEndian: true);
    }
}
