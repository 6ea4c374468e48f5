namespace Workforce.Spreadsheets;

/// <summary>The rows of a table one by one, whatever file they come from, in memory that does not grow with it.</summary>
public interface IRecords : IAsyncDisposable
{
    /// <summary>
    /// The columns, once the header is known. In CSV a line that has the fewest fields of a row is then a record of its own, and no part of a
    /// quoted field; in a workbook, cells beyond them belong to no column and are left out with a remark, and a long text of a column that is
    /// not read is <c>…</c>, however long it is.
    /// </summary>
    TableColumns? Columns { get; set; }

    /// <summary>Number of the current row as a spreadsheet numbers it; the first is 1.</summary>
    int Row { get; }

    /// <summary>
    /// Its fields, until the next is read. What has a type in a workbook is written as a clerk would: a date as <c>2020-12-31</c>, a number
    /// without groups and with a decimal comma, a number of more than 15 digits as <c>5.37101205900019E+15</c>, a lost value as
    /// <c>#REF!</c>.
    /// </summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>What is wrong with the row as a part of the file; null when nothing is. It then has no fields.</summary>
    string? Fault { get; }

    /// <summary>Which sheet of a workbook it is; null in CSV.</summary>
    SheetChoice? Sheet { get; }

    /// <summary>The day that a number means in a column of days counts from here.</summary>
    DateOnly DayZero { get; }

    /// <summary>What a reader of the file should know of it; complete once it is read to its end.</summary>
    IReadOnlyList<Remark> Remarks { get; }

    /// <returns>False at the end of the table.</returns>
    /// <exception cref="UnreadableFileException">The file is broken from here on.</exception>
    ValueTask<bool> ReadAsync(CancellationToken cancellation);
}

/// <summary>The columns of a table, by its header.</summary>
/// <param name="AreRead">Of each field, whether it is a column that is read.</param>
/// <param name="FewestFields">Those up to the last column that no row may leave empty: what has fewer is no row.</param>
public sealed record TableColumns(IReadOnlyList<bool> AreRead, int FewestFields)
{
    public int Count => AreRead.Count;
}

/// <summary>The sheet of a workbook that is read.</summary>
/// <param name="Name">In quotes; a long one is cut.</param>
/// <param name="Others">The names of the others likewise, after commas; empty when there are none.</param>
public sealed record SheetChoice(string Name, string Others);

/// <summary>What is odd about a file although it can be read.</summary>
/// <param name="Row">Null when it is the file as a whole.</param>
/// <param name="Value">As the file has it.</param>
public sealed record Remark(int? Row, string Value, string Text);
