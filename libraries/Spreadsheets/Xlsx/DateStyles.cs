using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ExcelNumberFormat;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>Which styles of a workbook show a number as a date: nothing else tells a date from a number.</summary>
internal sealed class DateStyles
{
    private const int LongestFormat = 255; // as spreadsheets allow

    private readonly List<bool> _isDate = [];
    private readonly Dictionary<uint, bool> _isDateById = [];

    public static readonly DateStyles None = new();

    public static DateStyles Read(WorkbookStylesPart part)
    {
        var styles = new DateStyles();
        var formats = new Dictionary<uint, string>();
        using var reader = OpenXmlReader.Create(part);
        for (var areOfCells = false; reader.Read();)
        {
            if (reader.ElementType == typeof(CellFormats))
                areOfCells = reader.IsStartElement;
            else if (!reader.IsStartElement)
                continue;
            else if (reader.ElementType == typeof(NumberingFormat) && reader.LoadCurrentElement() is NumberingFormat { NumberFormatId.Value: var id } format)
                formats[id] = format.FormatCode?.Value ?? "";
            else if (areOfCells && reader.ElementType == typeof(CellFormat) && reader.LoadCurrentElement() is CellFormat cells)
                styles.Add(cells.NumberFormatId?.Value ?? 0, formats);
        }
        return styles;
    }

    public bool IsDate(int style) => style >= 0 && style < _isDate.Count && _isDate[style];

    // A workbook may have any number of styles with one format.
    private void Add(uint id, Dictionary<uint, string> formats)
    {
        if (!_isDateById.TryGetValue(id, out var isDate))
            _isDateById.Add(id, isDate = IsDate(id, formats));
        _isDate.Add(isDate);
    }

    private static bool IsDate(uint id, Dictionary<uint, string> formats)
    {
        if (formats.TryGetValue(id, out var code))
            return code.Length <= LongestFormat && new NumberFormat(code) is { IsValid: true, IsDateTimeFormat: true };
        // Formats that no workbook writes down (ECMA-376, 18.8.30), among them those of East Asian calendars.
        return id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);
    }
}
