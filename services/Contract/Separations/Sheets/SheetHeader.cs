using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Contract.Separations.Sheets;

/// <summary>Which field of a row is which column of a sheet of separations.</summary>
internal sealed class SheetHeader
{
    private const int RowsLookedAt = 30;

    private readonly Dictionary<SheetColumn, int> _fields = [];
    private readonly SheetColumn? _duplicate;

    private SheetHeader(IReadOnlyList<string> names, int row)
    {
        Row = row;
        foreach (var (field, name) in names.Index())
        {
            if (!SheetColumns.TryFind(name, out var column))
                AddUnknown(name);
            else if (!_fields.TryAdd(column, field))
                _duplicate = column;
        }
        InTable = new TableColumns([.. Enumerable.Range(0, names.Count).Select(_fields.ContainsValue)], _fields.GetValueOrDefault(SheetColumn.Nik) + 1);
    }

    public int Row { get; }

    /// <summary>Names that are no column's; their fields are ignored.</summary>
    public List<string> Unknown { get; } = [];

    public TableColumns InTable { get; }

    /// <summary>Reads up to the header: the first of the first rows that has NIK and the code, below whatever titles.</summary>
    /// <exception cref="InvalidInputException">There is none, it lacks a column, or has one twice.</exception>
    public static async ValueTask<SheetHeader> ReadAsync(IRecords records, CancellationToken cancellation)
    {
        while (records.Row < RowsLookedAt && await records.ReadAsync(cancellation))
        {
            var header = new SheetHeader(records.Fields, records.Row);
            if (!header.Has(SheetColumn.Nik) || !header.Has(SheetColumn.Code))
                continue;
            if (header._duplicate is { } twice)
                throw Refused($"row {header.Row} has the column {twice.Title()} twice");
            return SheetColumns.Required.Where(column => !header.Has(column)).Select(column => column.Title()).ToList() is { Count: > 0 } missing
                ? throw Refused($"the header in row {header.Row} lacks {string.Join(", ", missing)}")
                : header;
        }
        throw Refused(records.Row == 0
            ? "the file is empty"
            : $"none of the first {records.Row} rows is a header with the columns {SheetColumn.Nik.Title()} and {SheetColumn.Code.Title()}");
    }

    /// <summary>The cell without what spreadsheets put around it; empty when the sheet or the row does not have it, or says that there is nothing.</summary>
    public string Cell(IReadOnlyList<string> row, SheetColumn column)
    {
        if (!_fields.TryGetValue(column, out var field) || field >= row.Count)
            return "";
        var text = TextField.Tidy(row[field]);
        // A reason may be one of the words for nothing.
        return TextField.SaysNothing(text, isName: column is SheetColumn.Reason) ? "" : text;
    }

    private bool Has(SheetColumn column) => _fields.ContainsKey(column);

    private void AddUnknown(string name)
    {
        if (Spelling.Tidy(name) is { Length: > 0 } unknown)
            Unknown.Add(unknown);
    }

    private static InvalidInputException Refused(string reason) => new("content", null, reason);
}
