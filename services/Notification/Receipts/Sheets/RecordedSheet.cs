namespace Workforce.Notification.Receipts.Sheets;

/// <summary>A sheet of receipts that is handed in.</summary>
/// <param name="Name">Of the file, for the record.</param>
/// <param name="Sheet">Of a workbook; null for its first.</param>
public sealed record SheetFile(Guid CityId, Guid RoundId, string Name, string? Sheet);

/// <summary>What has become of a sheet of receipts, so far.</summary>
public sealed class RecordedSheet
{
    private const int FindingsOnRows = 1_000;

    private readonly List<SheetFinding> _onFile = [];
    private readonly List<SheetFinding> _onRows = [];

    public int RowsRead { get; private set; }

    public int RowsRecorded { get; private set; }

    /// <summary>Rows that say what is recorded already.</summary>
    public int RowsUnchanged { get; private set; }

    public int RowsRejected => RowsRead - RowsRecorded - RowsUnchanged;

    /// <summary>Those on the file as a whole, then the first of the others, in the order of the rows.</summary>
    public IReadOnlyList<SheetFinding> Findings => [.. _onFile, .. _onRows];

    public bool AreTruncated { get; private set; }

    public bool IsBrokenOff { get; private set; }

    public void AddOfFile(SheetFinding finding) => _onFile.Add(finding);

    /// <param name="onRows">What is wrong in them, in any order.</param>
    /// <param name="brokenOff">Why nothing after the rows was read; null when it was.</param>
    internal void Add(int rowsRead, IReadOnlyList<ReceiptOutcome> outcomes, IReadOnlyList<SheetFinding> onRows, SheetFinding? brokenOff)
    {
        RowsRead += rowsRead;
        RowsRecorded += outcomes.Count(outcome => outcome.IsNew);
        RowsUnchanged += outcomes.Count(outcome => outcome is { IsNew: false, Refusal: null });
        if (brokenOff is not null)
        {
            IsBrokenOff = true;
            _onFile.Insert(0, brokenOff);
        }
        AreTruncated |= _onRows.Count + onRows.Count > FindingsOnRows;
        _onRows.AddRange(onRows.OrderBy(finding => finding.Row).Take(FindingsOnRows - _onRows.Count));
    }
}
