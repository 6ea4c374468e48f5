using System.Globalization;
using DocumentFormat.OpenXml.Packaging;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>
/// Reads the rows of a sheet one by one. A row that cannot be right costs that row; what is not XML any more, or does not count its rows
/// upwards, ends the file.
/// </summary>
internal sealed class XlsxRecords : IRecords
{
    private const int LastRow = 1_048_576;
    private const int LastColumn = 16_384;

    // Of a column that is not read: all that counts is that there is something, which may be shared by thousands of cells.
    private const int LongestUnread = 100;
    private const string Unread = "…";

    private readonly SpreadsheetDocument _document;
    private readonly FileStream _file;
    private readonly SheetParts _parts;
    private readonly Markup _sheet;
    private readonly TextBuffer _text = new();
    private readonly List<string> _fields = [];
    private readonly RowList _hidden = new();
    private readonly RowList _beside = new();
    private readonly MergedCells _merged = new();
    private readonly Func<bool> _readRow;
    private readonly int _mostColumns;
    private bool _isHidden;
    private bool _isBeside;
    private bool _ended;
    private int _letters;
    private int _column;
    private int _headerRow;

    /// <param name="document">Closed with this.</param>
    /// <param name="file">That it reads; closed with this.</param>
    /// <param name="sheet">The part of the sheet; closed with this.</param>
    public XlsxRecords(SpreadsheetDocument document, FileStream file, Stream sheet, SheetParts parts, int mostColumns)
    {
        (_document, _file, _parts, _mostColumns) = (document, file, parts, mostColumns);
        _sheet = Markup.Of(sheet);
        _readRow = ReadRow;
    }

    /// <inheritdoc />
    public TableColumns? Columns
    {
        get;
        set => (field, _headerRow) = (value, Row);
    }

    /// <inheritdoc />
    public int Row { get; private set; }

    /// <inheritdoc />
    public IReadOnlyList<string> Fields => _fields;

    /// <inheritdoc />
    public string? Fault { get; private set; }

    /// <inheritdoc />
    public SheetChoice Sheet => _parts.Sheet;

    /// <inheritdoc />
    public DateOnly DayZero => _parts.DayZero;

    /// <inheritdoc />
    public IReadOnlyList<Remark> Remarks
    {
        get
        {
            var remarks = new List<Remark>(_parts.Remarks);
            if (_hidden.First is { } hidden)
                remarks.Add(new Remark(hidden, "", $"rows that the sheet hides were read like the others: {_hidden}"));
            if (_beside.First is { } beside)
                remarks.Add(new Remark(beside, "", $"cells to the right of {Edge} were ignored in rows {_beside}"));
            if (_merged.Remark is { } merged)
                remarks.Add(merged);
            return remarks;
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_ended)
            return new(false);
        // Until the row is read whole: what is broken has no further rows.
        _ended = true;
        var rowBefore = Row;
        try
        {
            _ended = !BrokenFile.Guard(_readRow);
        }
        catch (UnreadableFileException) when (Row > rowBefore)
        {
            var place = _column == 0 ? $" in row {Row}" : $" in row {Row}, column {NameOf(_column)}";
            Row = rowBefore;
            throw BrokenFile.Refusal(place);
        }
        return new(!_ended);
    }

    public async ValueTask DisposeAsync()
    {
        _sheet.Dispose();
        _document.Dispose();
        await _file.DisposeAsync();
    }

    // A header that is wider than the limit ends there.
    private string Edge => Columns?.Count < _mostColumns ? "the header" : string.Create(CultureInfo.InvariantCulture, $"column {_mostColumns:N0}");

    private bool IsRead => Columns is { } columns ? _column <= columns.Count && columns.AreRead[_column - 1] : _column <= _mostColumns;

    private bool ReadRow()
    {
        while (_sheet.Read())
        {
            if (_sheet.IsStartOf("row"))
            {
                ReadCells();
                return true;
            }
            if (_sheet.IsEndOf("sheetData"))
            {
                ReadMerges();
                break;
            }
        }
        return false;
    }

    // What stands below the rows, if it can be read at all, says which cells are one.
    private void ReadMerges()
    {
        try
        {
            while (BrokenFile.Guard(_sheet.Read))
            {
                if (_sheet.IsStartOf("mergeCell") && _sheet.Attribute("ref") is { } area)
                    _merged.Add(area, below: _headerRow);
            }
        }
        catch (UnreadableFileException)
        {
            // All rows have been read.
        }
    }

    private void ReadCells()
    {
        var isEmpty = _sheet.IsEmpty;
        BeginRow();
        if (isEmpty)
            return;
        while (_sheet.Read() && !_sheet.IsEndOf("row"))
        {
            if (_sheet.IsStartOf("c"))
                ReadCell(_column + 1);
            else if (_sheet.IsStart)
                _sheet.Skip();
        }
        if (Fault is not null)
            _fields.Clear();
        if (_isBeside)
            _beside.Add(Row);
        if (_isHidden && (_fields.Count > 0 || Fault is not null))
            _hidden.Add(Row);
    }

    private void BeginRow()
    {
        var row = Row + 1;
        (_isHidden, _isBeside, _letters, _column, Fault) = (false, false, 0, 0, null);
        _fields.Clear();
        while (_sheet.ReadAttribute())
        {
            if (_sheet.Name is "r" && !int.TryParse(_sheet.Value, NumberStyles.None, CultureInfo.InvariantCulture, out row))
                throw BrokenFile.Refusal();
            if (_sheet.Name is "hidden")
                _isHidden = _sheet.Value is "1" or "true";
        }
        if (row <= Row || row > LastRow)
            throw BrokenFile.Refusal();
        Row = row;
    }

    /// <param name="next">The column that it is in unless it says another; the first is 1.</param>
    private void ReadCell(int next)
    {
        var (column, type, style) = (next, "n", 0);
        var isEmpty = _sheet.IsEmpty;
        while (_sheet.ReadAttribute())
        {
            switch (_sheet.Name)
            {
                case "r": column = ColumnOf(_sheet.Value); break;
                case "t": type = _sheet.Value; break;
                case "s": _ = int.TryParse(_sheet.Value, NumberStyles.None, CultureInfo.InvariantCulture, out style); break;
            }
        }
        if (column < next || column > LastColumn)
        {
            Fault ??= "has cells that do not follow one another from left to right";
            column = next;
        }
        _column = column;
        var value = isEmpty ? "" : ReadValue(type, style);
        if (Fault is null && value.Length > 0)
            Keep(value);
    }

    private void Keep(string value)
    {
        if (_column > (Columns?.Count ?? _mostColumns))
        {
            _isBeside |= !string.IsNullOrWhiteSpace(value);
            return;
        }
        _letters += value.Length;
        if (_letters > TableLimits.LongestRow)
        {
            Fault = TooLong();
            return;
        }
        while (_fields.Count < _column - 1)
            _fields.Add("");
        _fields.Add(value);
    }

    private string ReadValue(string type, int style)
    {
        var (hasFormula, hasValue) = (false, false);
        _text.Clear();
        while (_sheet.Read() && !_sheet.IsEndOf("c"))
        {
            if (!_sheet.IsStart)
                continue;
            switch (_sheet.Name)
            {
                case "v":
                    hasValue = true;
                    _sheet.ReadText(_text);
                    break;
                case "is":
                    _sheet.ReadRichText(_text);
                    break;
                case "f":
                    hasFormula = true;
                    _sheet.Skip();
                    break;
                default:
                    _sheet.Skip();
                    break;
            }
        }
        if (!IsRead && _text.Letters.Length > LongestUnread)
            return Unread;
        if (!_text.IsWhole)
            Fault ??= TooLong();
        // Of a row that is rejected no further text is made: it may have thousands of cells that share a long one.
        if (Fault is not null)
            return "";
        // A program has written the formula, and none has computed it; a formula whose value is an empty text says so by its type.
        if (hasFormula && _text.Letters.IsEmpty && !(hasValue && type is "str"))
            return TypedCell.Error("#CALC!");
        return _text.Letters.IsEmpty ? "" : ValueOf(type, style);
    }

    private string ValueOf(string type, int style) => type switch
    {
        "s" => SharedText(),
        "inlineStr" or "str" => _text.Text(),
        "b" => TypedCell.Truth(_text.Letters),
        "e" => TypedCell.Error(_text.Text()),
        "d" => TypedCell.IsoDate(_text.Text()),
        _ when _parts.DateStyles.IsDate(style) => TypedCell.Date(_text.Letters, DayZero),
        _ => TypedCell.Number(_text.Letters),
    };

    private string SharedText()
    {
        if (!int.TryParse(_text.Letters, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= _parts.Texts.Count)
            Fault = "has a cell whose text the workbook does not have";
        else if (!IsRead && _parts.Texts.IsLongerThan(index, LongestUnread))
            return Unread;
        else if (_parts.Texts[index] is { } text)
            return text;
        else
            Fault = TooLong();
        return "";
    }

    private string TooLong() => string.Create(
        CultureInfo.InvariantCulture, $"is longer than {TableLimits.LongestRow:N0} letters up to its cell in column {NameOf(_column)}");

    /// <returns>0 when it is no place of a cell.</returns>
    private static int ColumnOf(ReadOnlySpan<char> place)
    {
        var column = 0;
        foreach (var letter in place)
        {
            if (letter is not (>= 'A' and <= 'Z') || column > LastColumn)
                break;
            column = column * 26 + letter - 'A' + 1;
        }
        return column;
    }

    private static string NameOf(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / 26)
            name = (char)('A' + (column - 1) % 26) + name;
        return name;
    }
}
