using Workforce.Registry.Workers;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Import.Reading;

/// <summary>The numbers are stored.</summary>
public enum Severity : short
{
    /// <summary>The row is not imported.</summary>
    Rejected = 1,

    /// <summary>The row is imported; the personnel office should check it.</summary>
    Warning = 2,
}

/// <summary>What is wrong or doubtful in a row of the file.</summary>
/// <param name="Row">As a spreadsheet numbers rows: the header is 1, empty rows and cells of several lines count as one.</param>
/// <param name="Column">The column's name; empty when it is the whole row.</param>
/// <param name="Value">As the file has it; a NIK, NIPTT or insurance number by its last 4 digits.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record Finding(Severity Severity, int Row, string Column, string Value, string Reason)
{
    public static Finding Rejected(int row, Column column, string value, string reason) =>
        Of(Severity.Rejected, row, column.Title(), Shown(column, value), reason);

    public static Finding Warning(int row, Column column, string value, string reason) =>
        Of(Severity.Warning, row, column.Title(), Shown(column, value), reason);

    /// <summary>A finding on the row as a whole, or on something that is not one of the columns.</summary>
    public static Finding Of(Severity severity, int row, string column, string value, string reason) =>
        new(severity, row, Printable(column), Printable(value), reason);

    private static string Shown(Column column, string value) => column.IsPersonalNumber() ? Nik.MaskWhole(value) : value;

    internal static string Printable(string value) => ShownText.Of(value);
}
