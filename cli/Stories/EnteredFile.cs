using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Spreadsheets.Cells;
using Workforce.Spreadsheets;

namespace Workforce.Cli.Stories;

/// <summary>A CSV file of a story whose rows the story sends itself, one by one or many in a call. Files that go to a service as they are, that service reads.</summary>
public static class EnteredFile
{
    private const int MostColumns = 100;

    /// <param name="path">The file; its first row is the header.</param>
    /// <param name="required">Columns that it must have.</param>
    /// <param name="optional">Columns that it may have.</param>
    /// <exception cref="BadInputException">It cannot be read, lacks a column, or has one that is not known.</exception>
    public static async Task<IReadOnlyList<EnteredRow>> ReadAsync(string path, IReadOnlyList<string> required, IReadOnlyList<string> optional, CancellationToken cancellation)
    {
        await using var file = await Registers.RegisterSource.OpenAsync(path, cancellation);
        await using var records = await CsvRecords.OpenAsync(file, required.Count, MostColumns, cancellation);
        if (!await records.ReadAsync(cancellation) || records.Fault is not null)
            throw new BadInputException($"{path}: the first row is to be the header: {string.Join(", ", required)}");
        var columns = ColumnsOf(path, records.Fields, [.. required, .. optional]);
        foreach (var missing in required.Except(columns))
            throw new BadInputException($"{path}: the header lacks the column {missing}");
        List<EnteredRow> rows = [];
        while (await records.ReadAsync(cancellation))
        {
            if (records.Fault is { } fault)
                throw new BadInputException($"{path} row {records.Row}: {fault}");
            if (records.Fields.All(string.IsNullOrWhiteSpace))
                continue;
            if (records.Fields.Count > columns.Count)
                throw new BadInputException($"{path} row {records.Row}: has more cells than the header; a text with commas stands in quotes");
            rows.Add(new EnteredRow(path, records.Row, columns.Zip(records.Fields).ToDictionary(pair => pair.First, pair => Spelling.Tidy(pair.Second))));
        }
        return rows;
    }

    private static List<string> ColumnsOf(string path, IReadOnlyList<string> header, IReadOnlyList<string> known)
    {
        List<string> columns = [];
        foreach (var name in header)
        {
            var column = known.FirstOrDefault(column => Spelling.Key(column) == Spelling.Key(name).TrimEnd('*', ' '))
                ?? throw new BadInputException($"{path}: '{Spelling.Tidy(name)}' is no column of this file{Nearest.Hint(name, known)}; its columns are {string.Join(", ", known)}");
            columns.Add(columns.Contains(column) ? throw new BadInputException($"{path}: the header has the column {column} twice") : column);
        }
        return columns;
    }
}

/// <summary>A row of such a file.</summary>
/// <param name="Number">As a spreadsheet numbers it; the header is 1.</param>
/// <param name="Cells">By column; a row may end early.</param>
public sealed record EnteredRow(string File, int Number, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>Empty where the row or the file does not have it.</summary>
    public string Optional(string column) => Cells.GetValueOrDefault(column, "");

    public string Text(string column) => Optional(column) is { Length: > 0 } text ? text : throw Invalid(column, "is missing");

    public string Nik(string column) => Text(column) is var nik && NikCell.IsWhole(nik)
        ? nik
        : throw Invalid(column, $"is not a NIK of {NikCell.Digits} digits");

    /// <returns>yyyy-MM-dd</returns>
    public string Day(string column) => DayField.TryRead(Text(column), default, out var day, out var fault)
        ? Words.Iso(day)
        : throw Invalid(column, $"'{Text(column)}' {fault}");

    /// <returns>Null where the cell is empty.</returns>
    public T? Word<T>(string column, IReadOnlyDictionary<string, T> known)
        where T : struct => Optional(column) is not { Length: > 0 } word ? null
        : known.TryGetValue(word.ToLowerInvariant(), out var value) ? value
        : throw Invalid(column, $"'{word}' is none of {string.Join(", ", known.Keys)}{Nearest.Hint(word, known.Keys)}");

    /// <summary>What is wrong with a cell.</summary>
    public BadInputException Invalid(string column, string reason) => new($"{File} row {Number}, {column}: {reason}");
}
