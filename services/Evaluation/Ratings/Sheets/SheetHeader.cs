using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Evaluation.Ratings.Sheets;

/// <summary>Which field of a row is which column of a rating sheet.</summary>
internal sealed class SheetHeader
{
    private const int RowsLookedAt = 30;

    private readonly Dictionary<SheetColumn, int> _fields = [];

    private SheetHeader(IReadOnlyList<string> names, int row)
    {
        Row = row;
        for (var field = 0; field < names.Count; field++)
        {
            if (SheetColumn.TryFind(names[field], out var column))
                Duplicate = _fields.TryAdd(column, field) ? Duplicate : column.Title;
            else if (Spelling.Tidy(names[field]) is { Length: > 0 } unknown)
                Unknown.Add(unknown);
        }
        InTable = new TableColumns([.. Enumerable.Range(0, names.Count).Select(_fields.ContainsValue)], _fields.GetValueOrDefault(new SheetColumn(SheetField.Nik)) + 1);
    }

    public int Row { get; }

    /// <summary>Names that are no column's; their fields are ignored.</summary>
    public List<string> Unknown { get; } = [];

    public TableColumns InTable { get; }

    /// <summary>The columns of absences that it has.</summary>
    public IEnumerable<SheetColumn> Absences => _fields.Keys.Where(column => column.Field is SheetField.Absence);

    public SheetFacts Facts => new(
        Absences.Select(column => column.Kind!.Value).ToHashSet(), Has(SheetField.Discipline), Has(SheetField.Note), Has(SheetField.HeadRecommendation), Has(SheetField.RatedOn));

    private string? Duplicate { get; }

    private bool IsHeader => Has(SheetField.Nik) && (Has(SheetField.Result) || Has(SheetField.Score));

    /// <summary>Reads up to the header: the first of the first rows that has NIK and what is rated, below whatever titles.</summary>
    /// <exception cref="InvalidInputException">There is none, or it has a column twice.</exception>
    public static async ValueTask<SheetHeader> ReadAsync(IRecords records, CancellationToken cancellation)
    {
        while (records.Row < RowsLookedAt && await records.ReadAsync(cancellation))
        {
            var header = new SheetHeader(records.Fields, records.Row);
            if (!header.IsHeader)
                continue;
            return header.Duplicate is null ? header : throw Refused($"row {header.Row} has the column {header.Duplicate} twice");
        }
        throw Refused(records.Row == 0
            ? "the file is empty"
            : $"none of the first {records.Row} rows is a header with the columns NIK and Hasil Kerja or Nilai");
    }

    /// <exception cref="InvalidInputException">It lacks a column without which no row can be rated by these rules.</exception>
    public void Require(RatingRules rules)
    {
        SheetField[] required =
        [
            .. rules.Scheme is RatingScheme.Matrix3x3 ? [SheetField.Result, SheetField.Conduct] : (SheetField[])[SheetField.Score],
            .. rules.HeadRecommendation is HeadRecommendationRule.Required ? [SheetField.HeadRecommendation] : Array.Empty<SheetField>(),
        ];
        if (required.Where(field => !Has(field)).Select(field => new SheetColumn(field).Title).ToList() is { Count: > 0 } missing)
            throw Refused($"the header in row {Row} lacks {string.Join(", ", missing)}, which the policy of the round requires");
    }

    public bool Has(SheetField field) => _fields.ContainsKey(new SheetColumn(field));

    /// <summary>The cell without what spreadsheets put around it; empty when the sheet or the row does not have it, or says that there is nothing.</summary>
    public string Cell(IReadOnlyList<string> row, SheetColumn column) =>
        _fields.TryGetValue(column, out var field) && field < row.Count ? TextOf(row[field]) : "";

    /// <summary>What a cell says in which this is written.</summary>
    public static string TextOf(string written)
    {
        var text = TextField.Tidy(written);
        return CellText.IsMark(text) || CellText.IsWordForNothing(text) ? "" : text;
    }

    private static InvalidInputException Refused(string reason) => new("content", null, reason);
}
