using Workforce.Spreadsheets.Cells;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Import.Reading;

/// <summary>Which field of a row is which column.</summary>
public sealed class Header
{
    private const int Absent = -1;

    private readonly int[] _fields;
    private readonly bool[] _areColumns;

    private Header(int[] fields, bool[] areColumns, IReadOnlyList<string> unknown, string? duplicate) =>
        (_fields, _areColumns, Unknown, Duplicate) = (fields, areColumns, unknown, duplicate);

    /// <summary>For the reader of the table: fields that are no column are ignored, and a row has all required ones.</summary>
    public TableColumns InTable => new(_areColumns, Columns.Required.Max(column => _fields[(int)column]) + 1);

    public int FieldCount => _areColumns.Length;

    /// <summary>Names that are no column's; their fields are ignored.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>A column that it has twice; null when it has none.</summary>
    public string? Duplicate { get; }

    /// <summary>The required columns that it does not have.</summary>
    public IReadOnlyList<Column> Missing => [.. Columns.Required.Where(column => _fields[(int)column] == Absent)];

    /// <summary>Any row, as if it were the header.</summary>
    public static Header Of(IReadOnlyList<string> names)
    {
        string? duplicate = null;
        var fields = Enumerable.Repeat(Absent, Columns.Count).ToArray();
        var areColumns = new bool[names.Count];
        var unknown = new List<string>();
        for (var field = 0; field < names.Count; field++)
        {
            areColumns[field] = Columns.TryFind(names[field], out var column);
            if (!areColumns[field])
                unknown.Add(Spelling.Tidy(names[field]));
            else if (fields[(int)column] != Absent)
                duplicate = column.Title();
            else
                fields[(int)column] = field;
        }
        return new Header(fields, areColumns, [.. unknown.Where(name => name.Length > 0)], duplicate);
    }

    /// <summary>Whether it has the same columns in the same fields.</summary>
    public bool IsLike(Header other) => _fields.AsSpan().SequenceEqual(other._fields);

    public bool Has(Column column) => _fields[(int)column] != Absent;

    /// <summary>The column's value in a row; empty when the file or the row does not have it.</summary>
    public string Value(IReadOnlyList<string> row, Column column)
    {
        var field = _fields[(int)column];
        return field == Absent || field >= row.Count ? "" : row[field];
    }
}
