using System.Runtime.CompilerServices;
using Workforce.Registry.Cities;
using Workforce.Registry.Rejects;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Import.Reading;

/// <summary>
/// A register as a table: CSV (UTF-8 with or without mark, or UTF-16 with it; semicolon, comma, tab or bar; quoted fields) or a workbook (.xlsx);
/// the columns in any order, below titles or not.
/// </summary>
public static class RegisterFile
{
    /// <summary>Rows that are read, and then stored, together.</summary>
    public const int RowsOfChunk = 5_000;

    /// <summary>Reads the file chunk by chunk; it holds no more than one chunk in memory.</summary>
    /// <param name="file">Read forward once.</param>
    /// <param name="sheet">Of a workbook; null for its first.</param>
    /// <param name="today">The city's date.</param>
    /// <param name="purpose">One of corrections must have the contracts' ids.</param>
    /// <exception cref="InvalidInputException">
    /// It is empty, of another kind or has no header, and nothing was read. Whatever is wrong below, also that the file is broken from some
    /// row on, is a finding; those on the file as a whole are in a chunk of their own, the last.
    /// </exception>
    /// <exception cref="ExhaustedException">There is no room to keep a workbook while it is read.</exception>
    public static async IAsyncEnumerable<ImportChunk> ReadAsync(
        Stream file, string? sheet, TableLimits limits, CityNames city, DateOnly today, WorkingAge workingAge, FilePurpose purpose,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var records = await FileRefusals.OfAsync(sheet, () => TableFile.OpenAsync(file, sheet, Columns.Required.Count, limits, cancellation));
        var findings = new List<Finding>();
        var header = await FileRefusals.OfAsync(sheet, () => FindHeader.ReadAsync(records, findings, cancellation));
        // Without a column of employers all would be the city's own.
        foreach (var column in purpose is FilePurpose.Correction ? [Column.ContractId, Column.Employer] : Array.Empty<Column>())
        {
            if (!header.Has(column))
                throw new InvalidInputException("content", null, $"the header lacks the column {column.Title()}: export the register, and correct that file");
        }
        records.Columns = header.InTable;
        var (headerRow, rows) = (records.Row, new RowReader(header, city, today, workingAge, records.DayZero, purpose));
        var onFile = new List<Finding>();
        while (await ReadChunkAsync(records, rows, findings, onFile, cancellation) is { } chunk)
        {
            yield return chunk;
            findings = [];
        }
        var breaksOff = onFile.Count > 0;
        onFile.AddRange(records.Remarks.Select(remark => Finding.Of(Severity.Warning, remark.Row ?? headerRow, "", remark.Value, remark.Text)));
        if (rows.Niks.AreRounded)
            onFile.Add(Finding.Of(
                Severity.Warning, headerRow, Column.Nik.Title(), "", "nearly all end in 0: a spreadsheet has rounded them; format the column as text and enter them again"));
        if (onFile.Count > 0)
            yield return new ImportChunk(0, [], onFile) { IsOfFile = true, BreaksOff = breaksOff };
    }

    /// <param name="onFile">Where the file breaks off is added to them.</param>
    /// <returns>Null at the end.</returns>
    private static async ValueTask<ImportChunk?> ReadChunkAsync(
        IRecords records, RowReader reader, List<Finding> findings, List<Finding> onFile, CancellationToken cancellation)
    {
        var rows = new List<RegisterRow>();
        var rejected = new List<RejectedRow>();
        var read = 0;
        while (read < RowsOfChunk && onFile.Count == 0 && await NextAsync(records, onFile, cancellation))
        {
            if (records.Fault is null && IsEmpty(records.Fields))
                continue;
            read++;
            if (records.Fault is { } fault)
                RejectWhole(records, Finding.Of(Severity.Rejected, records.Row, "", "", fault), findings, rejected);
            else if (reader.Read(records.Row, records.Fields, findings, rejected) is { } row)
                rows.Add(row);
            else if (reader.IsAnotherHeader(records.Fields))
                onFile.Add(Finding.Of(
                    Severity.Warning, records.Row, "", "",
                    "is a header again, with the columns in another order; import the rows below it as a file of their own; this is the last row that was read"));
        }
        return read == 0 && findings.Count == 0 ? null : new ImportChunk(read, rows, findings) { Rejected = rejected };
    }

    private static void RejectWhole(IRecords records, Finding fault, List<Finding> findings, List<RejectedRow> rejected)
    {
        findings.Add(fault);
        rejected.Add(KeptRow.Of(records.Row, records.Fields, fault));
    }

    // A file that is broken from some row on still has the rows before it, and a reply that counts them.
    private static async ValueTask<bool> NextAsync(IRecords records, List<Finding> onFile, CancellationToken cancellation)
    {
        try
        {
            return await records.ReadAsync(cancellation);
        }
        catch (UnreadableFileException broken)
        {
            onFile.Add(Finding.Of(Severity.Warning, records.Row, "", "", $"{broken.Message}; this is the last row that was read"));
            return false;
        }
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
