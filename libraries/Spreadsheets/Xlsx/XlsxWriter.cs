using System.Text.RegularExpressions;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>
/// Writes a workbook of one sheet. Text is in cells of the format text, so that a spreadsheet in which one is edited makes no number or date of it.
/// </summary>
internal sealed partial class XlsxWriter : TableWriter
{
    private readonly Spreadsheet _file;
    private readonly StyleId _text;
    private readonly StyledCell[] _row;

    private XlsxWriter(Spreadsheet file, int columns)
    {
        _file = file;
        _text = file.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text) });
        _row = new StyledCell[columns];
    }

    public static async ValueTask<XlsxWriter> BeginAsync(Stream file, string sheet, IReadOnlyList<string> header, CancellationToken cancellation)
    {
        var workbook = await Spreadsheet.CreateNewAsync(file, cancellationToken: cancellation);
        try
        {
            var writer = new XlsxWriter(workbook, header.Count);
            var bold = workbook.AddStyle(new Style { Font = { Bold = true }, Format = NumberFormat.Standard(StandardNumberFormat.Text) });
            await workbook.StartWorksheetAsync(sheet, new WorksheetOptions { FrozenRows = 1 }, cancellation);
            await workbook.AddRowAsync(header.Select(name => new StyledCell(Escaped(name), bold)).ToArray(), cancellation);
            return writer;
        }
        catch
        {
            await workbook.DisposeAsync();
            throw;
        }
    }

    public override ValueTask AddAsync(IReadOnlyList<TableCell> row, CancellationToken cancellation)
    {
        for (var column = 0; column < _row.Length; column++)
        {
            var cell = column < row.Count ? row[column] : default;
            _row[column] = cell.Number is { } number ? new StyledCell(number, null) : new StyledCell(Escaped(cell.Text), _text);
        }
        return _file.AddRowAsync(_row, cancellation);
    }

    public override ValueTask EndAsync(CancellationToken cancellation) => _file.FinishAsync(cancellation);

    public override ValueTask DisposeAsync() => _file.DisposeAsync();

    // What reads like an escaped letter (ECMA-376, ST_Xstring) would be read as that letter.
    private static string? Escaped(string? text) =>
        text is null || !text.Contains("_x", StringComparison.OrdinalIgnoreCase) ? text : Escape().Replace(text, "_x005F_");

    [GeneratedRegex("_(?=x(?:[0-9A-F]{4}){1,2}_)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
