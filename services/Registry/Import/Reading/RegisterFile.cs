using System.Runtime.CompilerServices;
using Workforce.Registry.Cities;
using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Import.Reading;

/// <summary>
/// A register as a CSV file: UTF-8 with or without mark, or UTF-16 with it; semicolon, comma or tab; quoted fields; the columns in any
/// order, below titles or not.
/// </summary>
public static class RegisterFile
{
    /// <summary>Rows that are read, and then stored, together.</summary>
    public const int RowsOfChunk = 5_000;

    /// <summary>Reads the file chunk by chunk; it holds no more than one chunk in memory.</summary>
    /// <param name="file">Read forward once.</param>
    /// <param name="today">The city's date.</param>
    /// <exception cref="InvalidInputException">It is empty or has no header; nothing was read. Whatever is wrong below is a finding.</exception>
    public static async IAsyncEnumerable<ImportChunk> ReadAsync(
        Stream file, CityNames city, DateOnly today, WorkingAge workingAge, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var records = await CsvRecords.OpenAsync(file, Columns.Required.Count, cancellation);
        var findings = new List<Finding>();
        var header = await FindHeader.ReadAsync(records, findings, cancellation);
        records.Columns = header.FieldCount;
        var (headerRow, rows) = (records.Row, new RowReader(header, city, today, workingAge));
        while (await ReadChunkAsync(records, rows, findings, cancellation) is { } chunk)
        {
            yield return chunk;
            findings = [];
        }
        if (rows.Niks.AreRounded)
            yield return new ImportChunk(0, 0, [], [Finding.Of(
                Severity.Warning, headerRow, Column.Nik.Title(), "", "nearly all end in 0: a spreadsheet has rounded them; format the column as text and enter them again")]);
    }

    private static async ValueTask<ImportChunk?> ReadChunkAsync(
        CsvRecords records, RowReader reader, List<Finding> findings, CancellationToken cancellation)
    {
        var rows = new List<RegisterRow>();
        var read = 0;
        while (read < RowsOfChunk && await records.ReadAsync(cancellation))
        {
            if (records.Fault is null && IsEmpty(records.Fields))
                continue;
            read++;
            if (records.Fault is { } fault)
                findings.Add(Finding.Of(Severity.Rejected, records.Row, "", "", fault));
            else if (reader.Read(records.Row, records.Fields, findings) is { } row)
                rows.Add(row);
        }
        return read == 0 && findings.Count == 0 ? null : new ImportChunk(read, read - rows.Count, rows, findings);
    }

    private static bool IsEmpty(IReadOnlyList<string> fields)
    {
        for (var field = 0; field < fields.Count; field++)
        {
            if (!string.IsNullOrWhiteSpace(fields[field]))
                return false;
        }
        return true;
    }
}
