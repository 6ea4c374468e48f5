using System.Runtime.CompilerServices;
using Workforce.Registry.Cities;
using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Import.Reading;

/// <summary>A register as a CSV file: UTF-8 with or without mark, comma or semicolon, quoted fields, the columns in any order.</summary>
public static class RegisterFile
{
    /// <summary>Rows that are read, and then stored, together.</summary>
    public const int RowsOfChunk = 5_000;

    /// <summary>Reads the file chunk by chunk; it holds no more than one chunk in memory.</summary>
    /// <param name="file">Read forward once.</param>
    /// <param name="today">The city's date.</param>
    /// <exception cref="InvalidInputException">It is empty, lacks a required column, or has a line too long to be one.</exception>
    public static async IAsyncEnumerable<ImportChunk> ReadAsync(
        Stream file, CityNames city, DateOnly today, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var records = await CsvRecords.OpenAsync(file, cancellation);
        var header = await ReadHeaderAsync(records, cancellation);
        var rows = new RowReader(header, city, today);
        var findings = header.Unknown
            .Select(name => Finding.Of(Severity.Warning, records.Row, name, "", "is not a column of the register and was ignored"))
            .ToList();
        while (await ReadChunkAsync(records, rows, findings, cancellation) is { } chunk)
        {
            yield return chunk;
            findings = [];
        }
    }

    private static async ValueTask<Header> ReadHeaderAsync(CsvRecords records, CancellationToken cancellation)
    {
        while (await ReadAsync(records, cancellation))
        {
            if (records.Fault is { } fault)
                throw new InvalidInputException("content", null, fault, $"row {records.Row}");
            if (!IsEmpty(records.Fields))
                return Header.Read(records.Fields);
        }
        throw new InvalidInputException("content", null, "the file is empty");
    }

    private static async ValueTask<ImportChunk?> ReadChunkAsync(
        CsvRecords records, RowReader reader, List<Finding> findings, CancellationToken cancellation)
    {
        var rows = new List<RegisterRow>();
        var read = 0;
        while (read < RowsOfChunk && await ReadAsync(records, cancellation))
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

    private static async ValueTask<bool> ReadAsync(CsvRecords records, CancellationToken cancellation)
    {
        try
        {
            return await records.ReadAsync(cancellation);
        }
        catch (LineTooLongException line)
        {
            throw new InvalidInputException(
                "content", null, $"is longer than {line.Longest:N0} bytes; it and what comes after it were not read", $"row {line.Row}");
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
