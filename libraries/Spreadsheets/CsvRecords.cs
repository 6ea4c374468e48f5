using System.IO.Pipelines;
using System.Text;
using CsvHelper;

namespace Workforce.Spreadsheets;

/// <summary>
/// Reads the records of a CSV file one by one, in constant memory, and numbers them as a spreadsheet numbers its rows. A quote
/// that is never closed costs its own row only: the lines after it are read as rows again, not swallowed.
/// </summary>
public sealed class CsvRecords : IAsyncDisposable
{
    private const int LongestLine = 64 * 1024;
    private const int MostLinesOfRecord = 50;

    private readonly CsvReader _file;
    private readonly CsvReaderOptions _oneLine;
    private readonly CsvReaderOptions _manyLines;
    private readonly List<string> _ahead = [];
    private readonly List<string> _fields = [];
    private CsvMalformedReason? _malformed;

    private CsvRecords(Stream file, char? separator)
    {
        _oneLine = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = LongestLine,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => _malformed = record.Reason,
        };
        _manyLines = _oneLine with { AllowLineBreaksInQuotes = true };
        _file = CsvReader.Create(file, _oneLine);
    }

    /// <summary>Begins to read a file.</summary>
    public static async ValueTask<CsvRecords> OpenAsync(Stream file, CancellationToken cancellation)
    {
        var bytes = PipeReader.Create(file, new StreamPipeReaderOptions(leaveOpen: true));
        var separator = await Separator.InFirstLineAsync(bytes, cancellation);
        return new CsvRecords(bytes.AsStream(), separator);
    }

    /// <summary>Number of the current record; the first is 1.</summary>
    public int Row { get; private set; }

    /// <summary>Its fields, until the next is read.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>What is wrong with the record as CSV; null when nothing is. It then has no fields.</summary>
    public string? Fault { get; private set; }

    /// <returns>False at the end of the file.</returns>
    /// <exception cref="LineTooLongException">A line is too long to be one of a table.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (_ahead.Count > 0)
        {
            Row++;
            var line = _ahead[0];
            _ahead.RemoveAt(0);
            await TakeLineAsync(line, cancellation);
            return true;
        }
        if (!await NextLineAsync(cancellation))
            return false;
        Row++;
        if (_malformed is CsvMalformedReason.LineBreakInQuotes)
            await JoinAsync(Encoding.UTF8.GetString(_file.RawRecord), cancellation);
        else
            Take(_file);
        return true;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private async ValueTask TakeLineAsync(string line, CancellationToken cancellation)
    {
        if (TryTakeText(line, _oneLine))
            return;
        if (_malformed is CsvMalformedReason.LineBreakInQuotes)
            await JoinAsync(line, cancellation);
    }

    /// <summary>A field goes on in the next line, or a quote is missing: which of them, the following lines show.</summary>
    private async ValueTask JoinAsync(string first, CancellationToken cancellation)
    {
        var record = new StringBuilder(first);
        var quotes = first.Count('"');
        for (var line = 0; line < MostLinesOfRecord && record.Length < LongestLine; line++)
        {
            if (await PeekAsync(line, cancellation) is not { } next)
                break;
            record.Append('\n').Append(next);
            quotes += next.Count('"');
            if (int.IsOddInteger(quotes))
                continue;
            if (!TryTakeText(record.ToString(), _manyLines))
                break;
            _ahead.RemoveRange(0, line + 1);
            return;
        }
        Refuse("a quote (\") is opened and not closed");
    }

    /// <summary>The line after the current one, and so on; it is read again as a row unless it is joined.</summary>
    private async ValueTask<string?> PeekAsync(int line, CancellationToken cancellation)
    {
        if (line < _ahead.Count)
            return _ahead[line];
        if (!await NextLineAsync(cancellation))
            return null;
        _ahead.Add(Encoding.UTF8.GetString(_file.RawRecord));
        return _ahead[line];
    }

    private async ValueTask<bool> NextLineAsync(CancellationToken cancellation)
    {
        _malformed = null;
        try
        {
            return await _file.ReadAsync(cancellation);
        }
        catch (CsvFormatException)
        {
            throw new LineTooLongException(Row + _ahead.Count + 1, LongestLine);
        }
    }

    private bool TryTakeText(string text, CsvReaderOptions options)
    {
        _malformed = null;
        using var reader = CsvReader.FromText(text, options with { Separator = _file.Separator });
        if (reader.Read())
            return Take(reader);
        _fields.Clear();
        Fault = null;
        return true;
    }

    private bool Take(CsvReader reader)
    {
        if (_malformed is CsvMalformedReason.TextAfterClosingQuote or CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote)
        {
            Refuse("text follows a closing quote (\"), or the quote is not closed");
            return false;
        }
        Fault = null;
        _fields.Clear();
        for (var field = 0; field < reader.FieldCount; field++)
            _fields.Add(reader.GetString(field));
        return true;
    }

    private void Refuse(string fault)
    {
        Fault = fault;
        _fields.Clear();
    }
}
