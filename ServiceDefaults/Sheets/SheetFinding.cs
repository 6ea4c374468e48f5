using Workforce.Spreadsheets.Cells;

namespace Workforce.ServiceDefaults.Sheets;

/// <summary>What is wrong in a row of a sheet, or odd about the sheet.</summary>
/// <param name="IsWarning">Nothing is rejected for it.</param>
/// <param name="Row">As a spreadsheet numbers rows; the first is 1.</param>
/// <param name="Column">The column's name; empty when it is the whole row.</param>
/// <param name="Value">As the file has it; a NIK by its last 4 digits.</param>
public sealed record SheetFinding(bool IsWarning, int Row, string Column, string Value, string Reason)
{
    public static SheetFinding Rejected(int row, string column, string value, string reason) => new(false, row, column, ShownText.Of(value), reason);

    /// <param name="nik">What stands in the column of the NIK, whether it is one or not.</param>
    public static SheetFinding RejectedNik(int row, string column, string nik, string reason) => new(false, row, column, ShownText.MaskWhole(nik), reason);

    public static SheetFinding RejectedRow(int row, string reason) => new(false, row, "", "", reason);

    public static SheetFinding Warning(int row, string value, string reason) => new(true, row, "", ShownText.Of(value), reason);
}
