namespace Workforce.Evaluation.Ratings.Sheets;

/// <summary>A rating sheet that is handed in.</summary>
/// <param name="Name">Of the file, for the record.</param>
/// <param name="Sheet">Of a workbook; null for its first.</param>
public sealed record SheetFile(Guid RoundId, string Name, string? Sheet);

/// <summary>What has become of a rating sheet, so far.</summary>
public sealed class RatedSheet
{
    private const int FindingsOnRows = 1_000;

    private readonly List<SheetFinding> _onFile = [];
    private readonly List<SheetFinding> _onRows = [];

    public int RowsRead { get; private set; }

    public int RowsSigned { get; private set; }

    /// <summary>Rows that say what is signed already.</summary>
    public int RowsUnchanged { get; private set; }

    public int RowsRejected => RowsRead - RowsSigned - RowsUnchanged;

    /// <summary>Those on the file as a whole, then the first of the others, in the order of the rows.</summary>
    public IReadOnlyList<SheetFinding> Findings => [.. _onFile, .. _onRows];

    public bool AreTruncated { get; private set; }

    public bool IsBrokenOff { get; private set; }

    public void AddOfFile(SheetFinding finding) => _onFile.Add(finding);

    /// <param name="breaksOff">The last finding says why nothing after the rows was read.</param>
    internal void Add(int rowsRead, IReadOnlyList<RatingOutcome> outcomes, IReadOnlyList<SheetFinding> findings, bool breaksOff)
    {
        RowsRead += rowsRead;
        RowsSigned += outcomes.Count(outcome => outcome.IsNew);
        RowsUnchanged += outcomes.Count(outcome => outcome is { Rating: not null, IsNew: false });
        IsBrokenOff = breaksOff;
        if (breaksOff)
            _onFile.Insert(0, findings[^1]);
        SheetFinding[] onRows = [.. findings.Take(findings.Count - (breaksOff ? 1 : 0)).OrderBy(finding => finding.Row)];
        AreTruncated |= _onRows.Count + onRows.Length > FindingsOnRows;
        _onRows.AddRange(onRows.Take(FindingsOnRows - _onRows.Count));
    }
}
