using Workforce.Spreadsheets;

namespace Workforce.ServiceDefaults.Sheets;

/// <summary>What has become of a sheet, so far.</summary>
public sealed class SheetResult
{
    private const int FindingsOnRows = 1_000;

    private readonly List<SheetFinding> _onFile = [];
    private readonly List<SheetFinding> _onRows = [];

    public int RowsRead { get; private set; }

    /// <summary>Rows that say something new, which is stored now.</summary>
    public int RowsNew { get; private set; }

    /// <summary>Rows that say what is stored already.</summary>
    public int RowsUnchanged { get; private set; }

    public int RowsRejected => RowsRead - RowsNew - RowsUnchanged;

    /// <summary>Those on the file as a whole, then the first of the others, in the order of the rows.</summary>
    public IReadOnlyList<SheetFinding> Findings => [.. _onFile, .. _onRows];

    public bool AreTruncated { get; private set; }

    public bool IsBrokenOff { get; private set; }

    public void AddOfFile(SheetFinding finding) => _onFile.Add(finding);

    /// <summary>Adds that columns of the file are not read.</summary>
    /// <param name="kind">Of what the file is a sheet.</param>
    public void AddUnknown(int headerRow, IEnumerable<string> columns, string kind) =>
        _onFile.AddRange(columns.Select(column => SheetFinding.Warning(headerRow, column, $"is no column of {kind}; its cells are not read")));

    /// <summary>Adds what is odd about the file, once it is read.</summary>
    public void AddRemarks(int headerRow, IRecords records) =>
        _onFile.AddRange(records.Remarks.Select(remark => SheetFinding.Warning(remark.Row ?? headerRow, remark.Value, remark.Text)));

    /// <summary>Adds a chunk.</summary>
    /// <param name="onRows">What its rows are rejected for, in any order.</param>
    /// <param name="brokenOff">Why nothing after the rows was read; null when it was.</param>
    public void Add(int rowsRead, int rowsNew, int rowsUnchanged, IReadOnlyList<SheetFinding> onRows, SheetFinding? brokenOff)
    {
        RowsRead += rowsRead;
        RowsNew += rowsNew;
        RowsUnchanged += rowsUnchanged;
        if (brokenOff is not null)
        {
            IsBrokenOff = true;
            _onFile.Insert(0, brokenOff);
        }
        AreTruncated |= _onRows.Count + onRows.Count > FindingsOnRows;
        _onRows.AddRange(onRows.OrderBy(finding => finding.Row).Take(FindingsOnRows - _onRows.Count));
    }
}
