using Npgsql;

namespace Workforce.Bench.Fanout;

/// <summary>Rows as the bytes that COPY writes and reads, so that nothing but the writing is timed.</summary>
internal static class RawCopy
{
    public static async Task<ReadOnlyMemory<byte>> CopyOutAsync(this NpgsqlConnection session, string query)
    {
        await using var rows = await session.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)");
        var bytes = new MemoryStream();
        await rows.CopyToAsync(bytes);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    public static async Task CopyInAsync(this NpgsqlConnection session, string table, ReadOnlyMemory<byte> rows)
    {
        await using var copy = await session.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)");
        await copy.WriteAsync(rows);
    }
}
