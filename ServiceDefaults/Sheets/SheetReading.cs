using System.Runtime.CompilerServices;
using Workforce.Spreadsheets;

namespace Workforce.ServiceDefaults.Sheets;

/// <summary>Rows of a sheet that are stored together.</summary>
/// <param name="RowsRead">Also those that are rejected.</param>
/// <param name="Findings">What the rejected ones are rejected for.</param>
/// <param name="BrokenOff">Why the sheet cannot be read further; null when it can.</param>
public sealed record SheetChunk<TRow>(int RowsRead, IReadOnlyList<TRow> Rows, IReadOnlyList<SheetFinding> Findings, SheetFinding? BrokenOff);

/// <summary>Reads a row of a sheet.</summary>
/// <param name="row">Its number in the file.</param>
/// <param name="findings">What is wrong with it is added here.</param>
/// <returns>Null when the row is rejected.</returns>
public delegate TRow? ReadRow<TRow>(int row, IReadOnlyList<string> fields, List<SheetFinding> findings)
    where TRow : class;

/// <summary>Reads a sheet chunk by chunk; no more than one is in memory.</summary>
public static class SheetReading
{
    private const int RowsOfChunk = 1_000;

    /// <param name="records">After their header.</param>
    public static async IAsyncEnumerable<SheetChunk<TRow>> ReadAsync<TRow>(IRecords records, ReadRow<TRow> readRow, [EnumeratorCancellation] CancellationToken cancellation)
        where TRow : class
    {
        SheetChunk<TRow> chunk;
        do
        {
            chunk = await ReadChunkAsync(records, readRow, cancellation);
            if (chunk.RowsRead > 0 || chunk.BrokenOff is not null)
                yield return chunk;
        }
        while (chunk is { RowsRead: > 0, BrokenOff: null });
    }

    private static async ValueTask<SheetChunk<TRow>> ReadChunkAsync<TRow>(IRecords records, ReadRow<TRow> readRow, CancellationToken cancellation)
        where TRow : class
    {
        var (read, rows, findings) = (0, new List<TRow>(), new List<SheetFinding>());
        try
        {
            while (read < RowsOfChunk && await records.ReadAsync(cancellation))
            {
                if (records.Fault is null && records.Fields.All(string.IsNullOrWhiteSpace))
                    continue;
                read++;
                if (records.Fault is { } fault)
                    findings.Add(SheetFinding.RejectedRow(records.Row, fault));
                else if (readRow(records.Row, records.Fields, findings) is { } row)
                    rows.Add(row);
            }
        }
        // A file that is broken from some row on still has the rows before it.
        catch (UnreadableFileException broken)
        {
            return new SheetChunk<TRow>(read, rows, findings, SheetFinding.Warning(records.Row, "", $"{broken.Message}; this is the last row that was read"));
        }
        return new SheetChunk<TRow>(read, rows, findings, BrokenOff: null);
    }
}
