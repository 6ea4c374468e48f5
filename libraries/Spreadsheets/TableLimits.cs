namespace Workforce.Spreadsheets;

/// <summary>How much of a file is read. A workbook is a zip archive: what is small when it arrives may be endless once it is unpacked.</summary>
public sealed record TableLimits
{
    /// <summary>Where a workbook is kept while it is read.</summary>
    public string SpoolFolder { get; init; } = Path.GetTempPath();

    /// <summary>Bytes of a workbook as it arrives.</summary>
    // For a workbook alone, which is kept on disk: CSV is read while it arrives, a few lines at a time, so that its length costs nothing.
    public long FileBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>Bytes of all its parts unpacked.</summary>
    public long UnpackedBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>How many times its packed size a large part has unpacked at most.</summary>
    public int UnpackedRatio { get; init; } = 200;

    /// <summary>Parts of the archive.</summary>
    public int Parts { get; init; } = 1_000;

    public int Sheets { get; init; } = 250;

    /// <summary>Columns of a table, whichever file it is in; cells to the right of them are left out with a remark.</summary>
    public int Columns { get; init; } = 1_000;

    /// <summary>Bytes of the texts that cells share, which are in memory while the file is read.</summary>
    public int SharedTextBytes { get; init; } = 64 * 1024 * 1024;
}
