namespace Workforce.Spreadsheets.Xlsx;

/// <summary>What the cells of a sheet need of the rest of their workbook.</summary>
/// <param name="Remarks">On the workbook.</param>
internal sealed record SheetParts(SharedTexts Texts, DateStyles DateStyles, DateOnly DayZero, IReadOnlyList<Remark> Remarks);
