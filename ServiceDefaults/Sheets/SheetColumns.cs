using System.Collections.Frozen;
using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.ServiceDefaults.Sheets;

/// <summary>The columns of a kind of sheets: how each is called, and which tell a header.</summary>
/// <typeparam name="TColumn">What a column says.</typeparam>
public sealed class SheetColumns<TColumn>
    where TColumn : struct, Enum
{
    private const int RowsLookedAt = 30;

    private readonly FrozenDictionary<TColumn, string> _titles;
    private readonly FrozenDictionary<string, TColumn> _byKey;

    /// <param name="titles">The names at the heads of the columns.</param>
    /// <param name="alsoTitled">Other names, as forms have them too.</param>
    public SheetColumns(IReadOnlyDictionary<TColumn, string> titles, params (TColumn Column, string Title)[] alsoTitled)
    {
        _titles = titles.ToFrozenDictionary();
        _byKey = titles.Select(title => (Column: title.Key, Title: title.Value)).Concat(alsoTitled)
            .ToFrozenDictionary(title => Spelling.Key(title.Title), title => title.Column);
    }

    public required TColumn Nik { get; init; }

    /// <summary>The row that has it beside the NIK is the header.</summary>
    public required TColumn Telling { get; init; }

    /// <summary>Whose text may be one of the words that say in other columns that there is nothing.</summary>
    public required TColumn FreeText { get; init; }

    /// <summary>Without which no row can be recorded.</summary>
    public required IReadOnlyList<TColumn> Required { get; init; }

    public string Title(TColumn column) => _titles[column];

    /// <summary>Finds a column by its name, whatever the letter case and the blanks, also with the star of a required one: <c>NIK*</c>.</summary>
    public bool TryFind(string title, out TColumn column) => _byKey.TryGetValue(Spelling.Key(title).TrimEnd('*', ' '), out column);

    /// <summary>Reads up to the header: the first of the first rows that has NIK and the column that tells a header, below whatever titles.</summary>
    /// <exception cref="InvalidInputException">There is none, it lacks a column, or has one twice.</exception>
    public async ValueTask<SheetHeader<TColumn>> ReadHeaderAsync(IRecords records, CancellationToken cancellation)
    {
        while (records.Row < RowsLookedAt && await records.ReadAsync(cancellation))
        {
            var header = new SheetHeader<TColumn>(this, records.Fields, records.Row);
            if (!header.Has(Nik) || !header.Has(Telling))
                continue;
            if (header.Duplicate is { } twice)
                throw Refused($"row {header.Row} has the column {Title(twice)} twice");
            return Required.Where(column => !header.Has(column)).Select(Title).ToList() is { Count: > 0 } missing
                ? throw Refused($"the header in row {header.Row} lacks {string.Join(", ", missing)}")
                : header;
        }
        throw Refused(records.Row == 0
            ? "the file is empty"
            : $"none of the first {records.Row} rows is a header with the columns {Title(Nik)} and {Title(Telling)}");
    }

    internal static bool Are(TColumn one, TColumn other) => EqualityComparer<TColumn>.Default.Equals(one, other);

    /// <summary>What a row is rejected for, by its cell in a column.</summary>
    public SheetFinding Rejected(TColumn column, int row, string value, string reason) => Are(column, Nik)
        ? SheetFinding.RejectedNik(row, Title(column), value, reason)
        : SheetFinding.Rejected(row, Title(column), value, reason);

    private static InvalidInputException Refused(string reason) => new("content", null, reason);
}
