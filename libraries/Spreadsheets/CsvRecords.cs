using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using CsvHelper;

namespace Workforce.Spreadsheets;

/// <summary>
/// Reads the records of a CSV file one by one, in memory that does not grow with it, and numbers them as a spreadsheet numbers its rows.
/// Whatever is wrong with a record costs that record: a line without end is cut, and after a quote that is never closed the next lines
/// are read as records again.
/// </summary>
public sealed class CsvRecords : IRecords
{
    // Of a line, and of all lines of a record.
    private const int Longest = TableLimits.LongestRow;

    // Lines that were looked through in vain for a quote's end, in letters, before no more are: a file of unclosed quotes ends in time.
    private const long MostSearchedInVain = 64 * 1024 * 1024;

    // In bytes: so much that reading a file of megabytes takes few reads, and so little that a file of a few rows costs no memory.
    internal const int ReadAtOnce = 64 * 1024;

    private static readonly string TooLong = string.Create(CultureInfo.InvariantCulture, $"is longer than {Longest:N0} bytes");

    private readonly LineLimit _lines;
    private readonly CsvReader _file;
    private readonly CsvReaderOptions _oneLine;
    private readonly CsvReaderOptions _manyLines;
    private readonly LinkedList<string> _ahead = [];
    private readonly List<string> _fields = [];
    private readonly RowList _beside = new();
    private readonly int _mostColumns;
    private CsvMalformedReason? _malformed;
    private long _searchedInVain;
    private int? _rowOfOpenQuote;
    private bool _isBeside;

    private CsvRecords(LineLimit lines, Stream text, char? separator, int mostColumns)
    {
        (_lines, _mostColumns) = (lines, mostColumns);
        _oneLine = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = 2 * Longest,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => _malformed = record.Reason,
        };
        _manyLines = _oneLine with { AllowLineBreaksInQuotes = true };
        _file = CsvReader.Create(text, _oneLine);
    }

    /// <summary>Begins to read a file in UTF-8, or in UTF-16 with its mark.</summary>
    /// <param name="file">Read forward once.</param>
    /// <param name="columns">Fewest columns of the table, by which its separator is found.</param>
    /// <param name="mostColumns">Fields to the right of them are left out with a remark.</param>
    public static async ValueTask<CsvRecords> OpenAsync(Stream file, int columns, int mostColumns, CancellationToken cancellation)
    {
        var lines = new LineLimit(await Utf8Text.OfAsync(file, cancellation), Longest);
        var text = PipeReader.Create(lines, new StreamPipeReaderOptions(bufferSize: ReadAtOnce));
        return new CsvRecords(lines, text.AsStream(), await Separator.FindAsync(text, columns, cancellation), mostColumns);
    }

    /// <inheritdoc />
    public TableColumns? Columns { get; set; }

    /// <summary>Number of the current record; the first is 1.</summary>
    public int Row { get; private set; }

    /// <summary>Its fields, until the next is read.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>What is wrong with the record as CSV; null when nothing is. It then has no fields.</summary>
    public string? Fault { get; private set; }

    /// <inheritdoc />
    public SheetChoice? Sheet => null;

    /// <summary>A number says nothing of how the spreadsheet counted that it was saved from: it is read as nearly all count.</summary>
    public DateOnly DayZero => DayNumbers.From1900;

    public IReadOnlyList<Remark> Remarks
    {
        get
        {
            var remarks = new List<Remark>();
            if (_beside.First is { } beside)
                remarks.Add(new Remark(beside, "", string.Create(CultureInfo.InvariantCulture, $"cells to the right of column {_mostColumns:N0} were ignored in rows {_beside}")));
            if (EndsWithinRow)
                remarks.Add(new Remark(Row, "", $"the file ends within this row, which has {Fields.Count} of {Columns?.Count} fields; is the file whole?"));
            return remarks;
        }
    }

    private bool EndsWithinRow =>
        _lines.IsWithinLine && Fault is null && _fields.Count < Columns?.Count && _fields.Exists(text => !string.IsNullOrWhiteSpace(text));

    /// <returns>False at the end of the file. The last record is then still the current one.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (_ahead.First is { Value: var line })
        {
            _ahead.RemoveFirst();
            Row++;
            TakeText(line, _oneLine);
            await JoinIfOpenAsync(line, cancellation);
        }
        else if (await NextLineAsync(cancellation))
        {
            Row++;
            Take(_file);
            if (IsOpen)
                await JoinIfOpenAsync(Encoding.UTF8.GetString(_file.RawRecord), cancellation);
        }
        else
        {
            return false;
        }
        if (_isBeside)
            _beside.Add(Row);
        return true;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private bool IsOpen => _malformed is CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote;

    /// <summary>A field goes on in the next line, or a quote is missing: which of them, the following lines show.</summary>
    private async ValueTask JoinIfOpenAsync(string first, CancellationToken cancellation)
    {
        if (!IsOpen || first.Length >= Longest)
            return;
        var lines = new List<string> { first };
        var (length, quotes, separators) = (first.Length, first.Count('"'), first.Count(_file.Separator));
        var isWhole = separators >= SeparatorsOfRecord;
        for (var ahead = await AheadAsync(null, cancellation); ahead is not null; ahead = await AheadAsync(ahead, cancellation))
        {
            if (_searchedInVain > MostSearchedInVain || length + ahead.Value.Length >= Longest || IsRecord(ahead.Value, separators, isWhole))
                break;
            lines.Add(ahead.Value);
            length += ahead.Value.Length;
            quotes += ahead.Value.Count('"');
            separators += ahead.Value.Count(_file.Separator);
            if (int.IsOddInteger(quotes))
                continue;
            if (!TakeRecord(string.Join('\n', lines)))
                break;
            for (var line = 1; line < lines.Count; line++)
                _ahead.RemoveFirst();
            return;
        }
        _searchedInVain += length;
        Refuse("a quote (\") is opened and not closed");
        _rowOfOpenQuote = Row;
    }

    /// <summary>The line after another one that was read ahead; it is read again as a record unless it is joined.</summary>
    private async ValueTask<LinkedListNode<string>?> AheadAsync(LinkedListNode<string>? after, CancellationToken cancellation)
    {
        var next = after is null ? _ahead.First : after.Next;
        if (next is not null)
            return next;
        return await NextLineAsync(cancellation) ? _ahead.AddLast(Encoding.UTF8.GetString(_file.RawRecord)) : null;
    }

    private ValueTask<bool> NextLineAsync(CancellationToken cancellation)
    {
        _malformed = null;
        return _file.ReadAsync(cancellation);
    }

    // Spreadsheets leave out empty cells at the end of a line, and write more than there are.
    private int SeparatorsOfRecord => Columns is { FewestFields: var fewest } ? fewest - 1 : int.MaxValue;

    // The end of a first field of several lines looks like a record with a quote in its first field; after a line that is whole it is one.
    // Short lines that together have no more separators than the header may be one record, whose field of several lines is in its middle;
    // but after a whole line, one that is whole before any quote is a record however short the two are.
    private bool IsRecord(string line, int separatorsBefore, bool afterWholeLine)
    {
        var separators = line.Count(_file.Separator);
        return Columns is { Count: > 1 and var columns } && separators >= SeparatorsOfRecord
            && (separators >= columns - 1 || separatorsBefore + separators > columns - 1 || (afterWholeLine && IsWholeBeforeItsQuote(line)))
            && TakeText(line, _oneLine) && _fields.Count > SeparatorsOfRecord && (_malformed is null || afterWholeLine);
    }

    private bool IsWholeBeforeItsQuote(string line) =>
        line.AsSpan(0, line.IndexOf('"', StringComparison.Ordinal) is var quote and >= 0 ? quote : line.Length).Count(_file.Separator) >= SeparatorsOfRecord;

    /// <returns>False when the lines are malformed, or more than one record, of which only the first would be taken.</returns>
    private bool TakeRecord(string lines)
    {
        _malformed = null;
        using var reader = CsvReader.FromText(lines, _manyLines with { Separator = _file.Separator });
        return reader.Read() && Take(reader) && !reader.Read();
    }

    /// <returns>False when it is malformed.</returns>
    private bool TakeText(string text, CsvReaderOptions options)
    {
        _malformed = null;
        using var reader = CsvReader.FromText(text, options with { Separator = _file.Separator });
        if (reader.Read())
            return Take(reader);
        (Fault, _isBeside) = (null, false);
        _fields.Clear();
        return true;
    }

    private bool Take(CsvReader reader)
    {
        if (FaultOf(reader.RawRecord) is { } fault)
        {
            Refuse(fault);
            return false;
        }
        Fault = null;
        _fields.Clear();
        for (var field = 0; field < Math.Min(reader.FieldCount, _mostColumns); field++)
            _fields.Add(reader.GetString(field));
        _isBeside = HasText(reader, _mostColumns);
        return true;
    }

    private static bool HasText(CsvReader reader, int from)
    {
        for (var field = from; field < reader.FieldCount; field++)
        {
            if (!string.IsNullOrWhiteSpace(reader.GetString(field)))
                return true;
        }
        return false;
    }

    private string? FaultOf(ReadOnlySpan<byte> record)
    {
        if (record.Length >= Longest)
            return TooLong;
        if (_malformed is CsvMalformedReason.TextAfterClosingQuote || IsOpen)
            return "text follows a closing quote (\"), or the quote is not closed";
        // A quote that was opened above and never closed may mean this one: then a value is divided among the two.
        if (_malformed is not CsvMalformedReason.StrayQuote || _rowOfOpenQuote is not { } open || int.IsEvenInteger(record.Count((byte)'"')))
            return null;
        _rowOfOpenQuote = null;
        return string.Create(CultureInfo.InvariantCulture, $"a quote (\") is closed that row {open} opens");
    }

    private void Refuse(string fault)
    {
        (Fault, _isBeside) = (fault, false);
        _fields.Clear();
    }
}
