using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>
/// A workbook by the Open XML SDK, which knows packages, relationships, styles and both forms of the standard. The rows of a sheet and the
/// shared texts, nearly all of the file, are read by <see cref="Markup"/>: the SDK's reader makes an object of every element, and takes the
/// text of one whole, however long it is.
/// </summary>
internal static class Workbook
{
    private const int MostNamed = 10;
    private const int LongestShown = 50;

    /// <param name="file">Closed with what is returned.</param>
    /// <param name="sheetName">Null for the first sheet that is not hidden.</param>
    /// <exception cref="UnreadableFileException">It is no workbook, or one that is not read.</exception>
    /// <exception cref="UnknownSheetException">It has no such sheet.</exception>
    public static IRecords Open(FileStream file, string? sheetName, TableLimits limits, CancellationToken cancellation)
    {
        var read = CheckArchive.Check(file, limits, cancellation);
        var document = SpreadsheetDocument.Open(file, isEditable: false);
        try
        {
            var workbook = document.WorkbookPart ?? throw BrokenFile.Refusal();
            RefuseUnchecked(workbook, read);
            var (sheets, dayZero) = SheetsOf(workbook, limits.Sheets);
            var sheet = Find(sheets, sheetName);
            var parts = new SheetParts(
                new SheetChoice(sheet.Shown, Named([.. sheets.Where(other => other != sheet)])),
                TextsOf(workbook, limits, cancellation), StylesOf(workbook, read), dayZero,
                RemarksOn(sheets, sheet, isChosen: sheetName is not null));
            var part = PartOf(workbook, sheet) ?? throw BrokenFile.Refusal();
            return new XlsxRecords(document, file, part.GetStream(FileMode.Open, FileAccess.Read), parts, limits.Columns);
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    // Who has named a sheet knows of the others.
    private static List<Remark> RemarksOn(List<SheetName> sheets, SheetName read, bool isChosen)
    {
        var remarks = new List<Remark>();
        if (sheets.FindAll(sheet => !sheet.IsHidden && sheet != read) is { Count: > 0 } others && !isChosen)
            remarks.Add(new Remark(null, Named(others), $"these sheets were not read, but {read.Shown} was; if workers are on them, import each by its name"));
        if (sheets.FindAll(sheet => sheet.IsHidden) is { Count: > 0 } hidden)
            remarks.Add(new Remark(null, Named(hidden), $"the workbook hides these sheets; {read.Shown} was read"));
        return remarks;
    }

    private static (List<SheetName> Sheets, DateOnly DayZero) SheetsOf(WorkbookPart workbook, int most)
    {
        var sheets = new List<SheetName>();
        var dayZero = DayNumbers.From1900;
        using var reader = OpenXmlReader.Create(workbook);
        while (reader.Read())
        {
            if (!reader.IsStartElement)
                continue;
            if (reader.ElementType == typeof(WorkbookProperties) && reader.LoadCurrentElement() is WorkbookProperties { Date1904.Value: true })
                dayZero = DayNumbers.From1904;
            else if (reader.ElementType == typeof(Sheet) && reader.LoadCurrentElement() is Sheet sheet)
                sheets.Add(new SheetName(sheet.Name?.Value ?? "", sheet.Id?.Value ?? "", sheet.State is { } state && state.Value != SheetStateValues.Visible));
            if (sheets.Count > most)
                throw new UnreadableFileException(string.Create(
                    CultureInfo.InvariantCulture, $"the workbook has more than {most:N0} sheets; save the one with the register as .xlsx or CSV UTF-8"));
        }
        sheets.RemoveAll(sheet => PartOf(workbook, sheet) is null);
        return (sheets, dayZero);
    }

    // A sheet may also be a chart.
    private static WorksheetPart? PartOf(WorkbookPart workbook, SheetName sheet) =>
        workbook.TryGetPartById(sheet.Id, out var part) ? part as WorksheetPart : null;

    private static SheetName Find(List<SheetName> sheets, string? name)
    {
        if (name is null)
            return sheets.Find(sheet => !sheet.IsHidden) ?? sheets.FirstOrDefault() ?? throw new UnreadableFileException("the workbook has no sheet");
        return sheets.Find(sheet => sheet.Name.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new UnknownSheetException($"is not a sheet of the workbook, which has {Named(sheets)}");
    }

    private static SharedTexts TextsOf(WorkbookPart workbook, TableLimits limits, CancellationToken cancellation) =>
        workbook.SharedStringTablePart is { } texts
            ? SharedTexts.Read(texts.GetStream(FileMode.Open, FileAccess.Read), limits.SharedTextBytes, cancellation)
            : SharedTexts.None;

    private static DateStyles StylesOf(WorkbookPart workbook, IReadOnlySet<string> read)
    {
        if (workbook.WorkbookStylesPart is not { } styles)
            return DateStyles.None;
        RefuseUnchecked(styles, read);
        return DateStyles.Read(styles);
    }

    // The SDK reads it, which has no limits of its own.
    private static void RefuseUnchecked(OpenXmlPart part, IReadOnlySet<string> read)
    {
        if (!read.Contains(part.Uri.OriginalString.TrimStart('/')))
            throw BrokenFile.Refusal();
    }

    private static string Named(List<SheetName> sheets) =>
        string.Join(", ", sheets.Take(MostNamed).Select(sheet => sheet.Shown))
        + (sheets.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {sheets.Count - MostNamed:N0} more") : "");

    private sealed record SheetName(string Name, string Id, bool IsHidden)
    {
        public string Shown => Name.Length <= LongestShown ? $"'{Name}'" : $"'{Name.AsSpan(0, LongestShown)}…'";
    }
}
