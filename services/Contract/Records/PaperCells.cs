using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Contract.Records;

/// <summary>Papers in the cells of sheets.</summary>
internal static class PaperCells
{
    private const int LongestNumber = 500;

    /// <returns>Null where the row has none.</returns>
    public static Paper? Paper<TColumn>(this SheetCells<TColumn> cells, TColumn numbers, TColumn dates)
        where TColumn : struct, Enum
    {
        var (number, date) = (cells.Text(numbers), cells.Text(dates));
        if (number.Length == 0 && date.Length == 0)
            return null;
        if (number.Length == 0)
            cells.Reject(numbers, number, "is empty, although the paper has a date");
        else if ((number.Length > LongestNumber ? $"is longer than {LongestNumber} characters" : TextField.FaultOf(number)) is { } fault)
            cells.Reject(numbers, number, fault);
        if (date.Length > 0)
            return new Paper(number, cells.Day(dates));
        cells.Reject(dates, date, "is empty, although the paper has a number");
        return null;
    }
}
