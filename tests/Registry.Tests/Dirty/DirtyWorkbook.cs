using System.Globalization;
using System.Security;
using Workforce.Testing;

namespace Workforce.Registry.Tests.Dirty;

/// <summary>
/// Writes the rows of a dirty register into a workbook as programs do: texts in their cells or shared, days and amounts as texts or as
/// numbers, lost values as errors, blank rows as such or not at all.
/// </summary>
internal sealed class DirtyWorkbook(Random random)
{
    private const int DateStyle = 2;

    private static readonly string[] Errors = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"];

    private readonly List<string> _rows = [];
    private readonly List<string> _texts = [];

    /// <param name="cells">By their columns.</param>
    public void Add(int row, IEnumerable<(string Column, string Text)> cells) =>
        _rows.Add(WorkbookFile.Row(row, cells.Select(cell => CellOf(cell.Column, cell.Text)), random.Next(20) == 0 ? "spans=\"1:3\"" : ""));

    public void AddTexts(int row, IEnumerable<string> texts)
    {
        var cells = texts.Select(TextCell).ToList();
        if (cells.TrueForAll(cell => cell == "<c/>") && random.Next(2) == 0)
            return;
        _rows.Add(WorkbookFile.Row(row, cells));
    }

    public byte[] ToBytes() => WorkbookFile.Of(_rows).With(WorkbookFile.Texts, WorkbookFile.Shared(_texts)).ToBytes();

    private string CellOf(string column, string text)
    {
        var isOfDays = column.StartsWith("Tanggal", StringComparison.Ordinal);
        if (Errors.Contains(text))
            return WorkbookFile.Typed("e", text);
        if (random.Next(3) == 0)
            return TextCell(text);
        if (isOfDays && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return WorkbookFile.Number($"{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}", DateStyle);
        return (isOfDays || column == "Gaji") && text.Length > 0 && text.All(char.IsAsciiDigit) ? WorkbookFile.Number(text) : TextCell(text);
    }

    private string TextCell(string text)
    {
        if (text.Length == 0 || random.Next(2) == 0)
            return WorkbookFile.Text(text);
        _texts.Add($"<t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t>");
        return WorkbookFile.Typed("s", $"{_texts.Count - 1}");
    }
}
