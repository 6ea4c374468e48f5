namespace Workforce.Spreadsheets;

/// <summary>How much of a file is read. A workbook is a zip archive: what is small when it arrives may be endless once it is unpacked.</summary>
public sealed record TableLimits
{
    /// <summary>
    /// Bytes of a row of CSV, letters of a row of a workbook: 40 cells with as many letters as a spreadsheet's may have (32,767), of three
    /// bytes each. A longer row is rejected alone.
    /// </summary>
    public const int LongestRow = 4 * 1024 * 1024;

    /// <summary>Where a workbook is kept while it is read.</summary>
    public required string SpoolFolder { get; init; }

    /// <summary>Bytes of a workbook as it arrives.</summary>
    // For a workbook alone, which is kept on disk: CSV is read while it arrives, a few lines at a time, so that its length costs nothing.
    public required long FileBytes { get; init; }

    /// <summary>Bytes of all its parts unpacked.</summary>
    public required long UnpackedBytes { get; init; }

    /// <summary>How many times its packed size a large part has unpacked at most.</summary>
    public required int UnpackedRatio { get; init; }

    /// <summary>Parts of the archive.</summary>
    public required int Parts { get; init; }

    public required int Sheets { get; init; }

    /// <summary>Columns of a table, whichever file it is in; cells to the right of them are left out with a remark.</summary>
    public required int Columns { get; init; }

    /// <summary>Bytes of the texts that cells share, which are in memory while the file is read.</summary>
    public required int SharedTextBytes { get; init; }
}
