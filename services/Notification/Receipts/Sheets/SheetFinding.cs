using Workforce.Spreadsheets.Cells;

namespace Workforce.Notification.Receipts.Sheets;

/// <summary>What is wrong in a row of a sheet of receipts, or odd about the sheet.</summary>
/// <param name="IsWarning">Nothing is rejected for it.</param>
/// <param name="Row">As a spreadsheet numbers rows; the first is 1.</param>
/// <param name="Column">The column's name; empty when it is the whole row.</param>
/// <param name="Value">As the file has it; a NIK by its last 4 digits.</param>
public sealed record SheetFinding(bool IsWarning, int Row, string Column, string Value, string Reason)
{
    internal static SheetFinding Rejected(int row, SheetColumn column, string value, string reason) => new(
        false, row, column.Title(), column is SheetColumn.Nik ? ShownText.MaskWhole(value) : ShownText.Of(value), reason);

    internal static SheetFinding RejectedRow(int row, string reason) => new(false, row, "", "", reason);

    internal static SheetFinding Warning(int row, string value, string reason) => new(true, row, "", ShownText.Of(value), reason);
}
