using System.Runtime.CompilerServices;
using Workforce.Spreadsheets;

namespace Workforce.Notification.Receipts.Sheets;

/// <summary>Rows of a sheet that are recorded together.</summary>
/// <param name="RowsRead">Also those that are rejected.</param>
/// <param name="BrokenOff">Why the sheet cannot be read further; null when it can.</param>
internal sealed record SheetChunk(int RowsRead, IReadOnlyList<SheetRow> Rows, IReadOnlyList<SheetFinding> Findings, SheetFinding? BrokenOff);

/// <summary>Reads a sheet of receipts chunk by chunk; no more than one is in memory.</summary>
internal static class SheetReading
{
    private const int RowsOfChunk = 1_000;

    /// <param name="records">After their header.</param>
    public static async IAsyncEnumerable<SheetChunk> ReadAsync(IRecords records, SheetReader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        SheetChunk chunk;
        do
        {
            chunk = await ReadChunkAsync(records, reader, cancellation);
            if (chunk.RowsRead > 0 || chunk.BrokenOff is not null)
                yield return chunk;
        }
        while (chunk is { RowsRead: > 0, BrokenOff: null });
    }

    private static async ValueTask<SheetChunk> ReadChunkAsync(IRecords records, SheetReader reader, CancellationToken cancellation)
    {
        var (read, rows, findings) = (0, new List<SheetRow>(), new List<SheetFinding>());
        try
        {
            while (read < RowsOfChunk && await records.ReadAsync(cancellation))
            {
                if (records.Fault is null && records.Fields.All(string.IsNullOrWhiteSpace))
                    continue;
                read++;
                if (records.Fault is { } fault)
                    findings.Add(SheetFinding.RejectedRow(records.Row, fault));
                else if (reader.Read(records.Row, records.Fields, findings) is { } row)
                    rows.Add(row);
            }
        }
        // A file that is broken from some row on still has the rows before it.
        catch (UnreadableFileException broken)
        {
            return new SheetChunk(read, rows, findings, SheetFinding.Warning(records.Row, "", $"{broken.Message}; this is the last row that was read"));
        }
        return new SheetChunk(read, rows, findings, BrokenOff: null);
    }
}
