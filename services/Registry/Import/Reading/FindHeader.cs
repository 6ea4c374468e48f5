using System.Text;
using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Import.Reading;

/// <summary>Finds the header of a register: the first of its first rows that has the required columns, below whatever titles.</summary>
internal static class FindHeader
{
    private const int RowsLookedAt = 30;

    /// <param name="records">Read up to the header.</param>
    /// <param name="findings">Warnings about what stands above it, and about its unknown columns, are added to them.</param>
    /// <exception cref="InvalidInputException">The file is empty, or none of its first rows has the required columns, each once.</exception>
    public static async ValueTask<Header> ReadAsync(IRecords records, List<Finding> findings, CancellationToken cancellation)
    {
        var above = new List<(int Row, string Text)>();
        Header? nearest = null;
        string? fault = null;
        while (records.Row < RowsLookedAt && await records.ReadAsync(cancellation))
        {
            if (records.Fault is not null)
                fault ??= $"row {records.Row}: {records.Fault}";
            var text = records.Fault is null ? string.Join(' ', records.Fields.Where(field => !string.IsNullOrWhiteSpace(field))) : "";
            if (text.Length == 0 && records.Fault is null)
                continue;
            var header = Header.Of(records.Fields);
            if (header.Missing.Count == 0)
                return Found(header, records, above, findings);
            above.Add((records.Row, text));
            if (nearest is null || header.Missing.Count < nearest.Missing.Count)
                nearest = header;
        }
        throw Refusal(nearest, records.Row, above, fault);
    }

    private static Header Found(Header header, IRecords records, List<(int Row, string Text)> above, List<Finding> findings)
    {
        if (header.Duplicate is { } duplicate)
            throw new InvalidInputException("content", null, "the header has this column twice", duplicate);
        findings.AddRange(above.Select(line => Finding.Of(Severity.Warning, line.Row, "", line.Text, "stands above the header and was ignored")));
        findings.AddRange(header.Unknown.Select(name => Finding.Of(Severity.Warning, records.Row, name, "", "is not a column of the register and was ignored")));
        return header;
    }

    private static InvalidInputException Refusal(Header? nearest, int rows, List<(int Row, string Text)> above, string? fault)
    {
        if (nearest is null)
            return new InvalidInputException("content", null, "the file is empty");
        if (above.Any(line => line.Text.Contains((char)Rune.ReplacementChar.Value)))
            return new InvalidInputException("content", null, "the file is not UTF-8, so its header cannot be read; save it as CSV UTF-8");
        if (fault is not null)
            return new InvalidInputException("content", null, fault);
        var missing = string.Join(", ", nearest.Missing.Select(column => column.Title()));
        return nearest.Missing.Count == Columns.Required.Count
            ? new InvalidInputException("content", null, $"none of the first {rows} rows is a header with the columns {missing}")
            : new InvalidInputException(
                "content", null, nearest.Missing.Count == 1 ? "required column, not in the header" : "required columns, not in the header", missing);
    }
}
