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
        (int Row, Header Header)? nearest = null;
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
            if (nearest is null || header.Missing.Count < nearest.Value.Header.Missing.Count)
                nearest = (records.Row, header);
        }
        throw Refusal(nearest, records, above, fault);
    }

    private static Header Found(Header header, IRecords records, List<(int Row, string Text)> above, List<Finding> findings)
    {
        if (header.Duplicate is { } duplicate)
            throw new InvalidInputException("content", null, "the header has this column twice", duplicate);
        findings.AddRange(above.Select(line => Finding.Of(Severity.Warning, line.Row, "", line.Text, "stands above the header and was ignored")));
        findings.AddRange(header.Unknown.Select(name => Finding.Of(Severity.Warning, records.Row, name, "", "is not a column of the register and was ignored")));
        return header;
    }

    private static InvalidInputException Refusal(
        (int Row, Header Header)? nearest, IRecords records, List<(int Row, string Text)> above, string? fault)
    {
        if (nearest is not var (row, header))
            return Refusal(
                records.Row >= RowsLookedAt ? $"none of the first {RowsLookedAt} rows has anything in it; delete the empty rows above the header"
                    : records.Sheet is null ? "the file is empty" : "is empty",
                records.Sheet);
        if (records.Sheet is null && above.Any(line => line.Text.Contains((char)Rune.ReplacementChar.Value)))
            return Refusal("the file is not UTF-8, so its header cannot be read; save it as CSV UTF-8", sheet: null);
        // A row that has most of the columns is meant to be the header, whatever is wrong with another.
        if (fault is not null && header.Missing.Count > Columns.Required.Count / 2)
            return Refusal(fault, records.Sheet);
        var missing = string.Join(", ", header.Missing.Select(column => column.Title()));
        return Refusal(
            header.Missing.Count == Columns.Required.Count
                ? $"none of the first {records.Row} rows is a header with the columns {missing}"
                : $"row {row} is nearest to a header and lacks the required {(header.Missing.Count == 1 ? "column" : "columns")} {missing}",
            records.Sheet);
    }

    private static InvalidInputException Refusal(string fault, SheetChoice? sheet) => new("content", null, sheet switch
    {
        null => fault,
        { Others: "" } => $"sheet {sheet.Name}: {fault}",
        _ => $"sheet {sheet.Name}: {fault}; if the register is on another sheet, name that one: {sheet.Others}",
    });
}
