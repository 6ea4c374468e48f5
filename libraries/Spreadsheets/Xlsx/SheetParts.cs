namespace Workforce.Spreadsheets.Xlsx;

/// <summary>A sheet in its workbook: which it is, and what its cells need of the rest.</summary>
/// <param name="Remarks">On the workbook.</param>
internal sealed record SheetParts(SheetChoice Sheet, SharedTexts Texts, DateStyles DateStyles, DateOnly DayZero, IReadOnlyList<Remark> Remarks);
