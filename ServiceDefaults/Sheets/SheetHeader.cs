using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.ServiceDefaults.Sheets;

/// <summary>Which field of a row is which column of a sheet.</summary>
public sealed class SheetHeader<TColumn>
    where TColumn : struct, Enum
{
    private readonly SheetColumns<TColumn> _columns;
    private readonly Dictionary<TColumn, int> _fields = [];

    internal SheetHeader(SheetColumns<TColumn> columns, IReadOnlyList<string> names, int row)
    {
        (_columns, Row) = (columns, row);
        foreach (var (field, name) in names.Index())
        {
            if (!columns.TryFind(name, out var column))
                AddUnknown(name);
            else if (!_fields.TryAdd(column, field))
                Duplicate = column;
        }
        InTable = new TableColumns([.. Enumerable.Range(0, names.Count).Select(_fields.ContainsValue)], _fields.GetValueOrDefault(columns.Nik) + 1);
    }

    public int Row { get; }

    /// <summary>Names that are no column's; their fields are ignored.</summary>
    public List<string> Unknown { get; } = [];

    public TableColumns InTable { get; }

    /// <summary>A column that it has twice; null when none.</summary>
    internal TColumn? Duplicate { get; }

    /// <summary>The cell without what spreadsheets put around it; empty when the sheet or the row does not have it, or says that there is nothing.</summary>
    public string Cell(IReadOnlyList<string> row, TColumn column)
    {
        if (!_fields.TryGetValue(column, out var field) || field >= row.Count)
            return "";
        var text = TextField.Tidy(row[field]);
        return TextField.SaysNothing(text, isName: SheetColumns<TColumn>.Are(column, _columns.FreeText)) ? "" : text;
    }

    internal bool Has(TColumn column) => _fields.ContainsKey(column);

    private void AddUnknown(string name)
    {
        if (Spelling.Tidy(name) is { Length: > 0 } unknown)
            Unknown.Add(unknown);
    }
}
