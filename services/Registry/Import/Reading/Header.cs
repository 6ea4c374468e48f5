using Workforce.Registry.Names;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Import.Reading;

/// <summary>Which field of a row is which column.</summary>
public sealed class Header
{
    private const int Absent = -1;

    private readonly int[] _fields;

    private Header(int[] fields, int fieldCount, IReadOnlyList<string> unknown) =>
        (_fields, FieldCount, Unknown) = (fields, fieldCount, unknown);

    public int FieldCount { get; }

    /// <summary>Names that are no column's; their fields are ignored.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <exception cref="InvalidInputException">A required column is missing, or a column is a duplicate.</exception>
    public static Header Read(IReadOnlyList<string> names)
    {
        var fields = Enumerable.Repeat(Absent, Columns.Count).ToArray();
        var unknown = new List<string>();
        for (var field = 0; field < names.Count; field++)
        {
            if (!Columns.TryFind(names[field], out var column))
                unknown.Add(Spelling.Tidy(names[field]));
            else if (fields[(int)column] != Absent)
                throw new InvalidInputException("content", null, "the header has this column twice", column.Title());
            else
                fields[(int)column] = field;
        }
        RefuseMissing(fields);
        return new Header(fields, names.Count, [.. unknown.Where(name => name.Length > 0)]);
    }

    /// <summary>The column's value in a row; empty when the file or the row does not have it.</summary>
    public string Value(IReadOnlyList<string> row, Column column)
    {
        var field = _fields[(int)column];
        return field == Absent || field >= row.Count ? "" : row[field];
    }

    private static void RefuseMissing(int[] fields)
    {
        var missing = Columns.Required.Where(column => fields[(int)column] == Absent).Select(column => column.Title()).ToList();
        if (missing.Count > 0)
            throw new InvalidInputException(
                "content", null, missing.Count == 1 ? "required column, not in the header" : "required columns, not in the header",
                string.Join(", ", missing));
    }
}
