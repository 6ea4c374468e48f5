using System.Buffers;
using System.Globalization;
using CsvHelper;
using Workforce.Spreadsheets.Xlsx;

namespace Workforce.Spreadsheets;

/// <summary>As what a table is written.</summary>
public enum TableFormat
{
    /// <summary>UTF-8 with its mark, commas, lines that end in CR LF; a cell with a comma, semicolon, tab or bar in quotes.</summary>
    Csv,

    Xlsx,
}

/// <summary>A cell that is written: text, a whole number, or nothing.</summary>
public readonly record struct TableCell
{
    private TableCell(string? text, long? number) => (Text, Number) = (text, number);

    public string? Text { get; }

    public long? Number { get; }

    public static TableCell Of(string? text) => new(text, null);

    public static TableCell Of(long? number) => new(null, number);
}

/// <summary>Writes a table row by row, in memory that does not grow with it. Cells are written as they are; that none is run as a formula is for the caller to see to.</summary>
public abstract class TableWriter : IAsyncDisposable
{
    /// <summary>Begins a table.</summary>
    /// <param name="file">Stays open.</param>
    /// <param name="sheet">Name of a workbook's sheet.</param>
    /// <param name="header">Names of the columns.</param>
    public static async ValueTask<TableWriter> BeginAsync(
        Stream file, TableFormat format, string sheet, IReadOnlyList<string> header, CancellationToken cancellation) => format switch
        {
            TableFormat.Xlsx => await XlsxWriter.BeginAsync(file, sheet, header, cancellation),
            TableFormat.Csv => new CsvTable(file, header),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "is no format of a table"),
        };

    public abstract ValueTask AddAsync(IReadOnlyList<TableCell> row, CancellationToken cancellation);

    /// <summary>Writes what is still to be written. Without it the file is not whole.</summary>
    public abstract ValueTask EndAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    private sealed class CsvTable : TableWriter
    {
        private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
        {
            NewLine = "\r\n",
            WriteByteOrderMark = true, // Excel reads UTF-8 only with it
        };

        // A program may separate by another mark than the file, by its language or by a guess: what stands behind that mark in a cell without
        // quotes would be a cell, and perhaps a formula, of its own.
        private static readonly SearchValues<char> AnySeparator = SearchValues.Create(",;\t|");

        private readonly CsvWriter _file;

        public CsvTable(Stream file, IReadOnlyList<string> header)
        {
            _file = CsvWriter.Create(file, Options, leaveOpen: true);
            Write(header);
        }

        public override ValueTask AddAsync(IReadOnlyList<TableCell> row, CancellationToken cancellation)
        {
            Write(row.Select(cell => cell.Number?.ToString(CultureInfo.InvariantCulture) ?? cell.Text ?? ""));
            return ValueTask.CompletedTask;
        }

        public override async ValueTask EndAsync(CancellationToken cancellation) => await _file.FlushAsync(cancellation);

        public override ValueTask DisposeAsync() => _file.DisposeAsync();

        private void Write(IEnumerable<string> fields)
        {
            foreach (var field in fields)
                _file.WriteField(field, field.AsSpan().ContainsAny(AnySeparator) ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
            _file.EndRecord();
        }
    }
}
