using System.ComponentModel.DataAnnotations;
using Workforce.Registry.Import.Reading;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Import;

/// <summary>Settings under <c>Import</c>.</summary>
public sealed class ImportOptions
{
    public const string Section = "Import";

    private const long Megabyte = 1024 * 1024;

    /// <summary>Years that a worker has on the first day at least; below, the birth date gets a warning.</summary>
    [Range(0, 150)]
    public int YoungestAge { get; set; } = 15;

    /// <summary>Years that a worker has on the first day at most; above, the birth date gets a warning.</summary>
    [Range(0, 150)]
    public int OldestAge { get; set; } = 80;

    /// <summary>Findings of one import; one chunk after more than these, it ends. The chunks before it stay.</summary>
    [Range(1, 100_000_000)]
    public int Findings { get; set; } = 1_000_000;

    /// <summary>Imports that are read at the same time; others wait for their turn.</summary>
    [Range(1, 100)]
    public int ConcurrentImports { get; set; } = 8;

    /// <summary>For how long the next piece of a file may not come, in seconds.</summary>
    [Range(1, 3_600)]
    public int IdleSeconds { get; set; } = 60;

    /// <summary>The folder of the temporary file, without a name, in which a workbook is kept while it is read; empty for the system's.</summary>
    public string SpoolFolder { get; set; } = "";

    /// <summary>Megabytes (of 1,048,576 bytes) of a workbook as it arrives.</summary>
    [Range(1, 2_000)]
    public int WorkbookMegabytes { get; set; } = 128;

    /// <summary>Megabytes of all its parts once unpacked.</summary>
    [Range(1, 10_000)]
    public int UnpackedMegabytes { get; set; } = 1_024;

    /// <summary>How many times its packed size a large part has once unpacked at most.</summary>
    [Range(10, 1_000)]
    public int UnpackedRatio { get; set; } = 200;

    /// <summary>Megabytes of the texts that its cells share, in memory while it is read.</summary>
    [Range(1, 1_000)]
    public int SharedTextMegabytes { get; set; } = 64;

    /// <summary>Parts of the zip archive that a workbook is.</summary>
    [Range(10, 20_000)]
    public int WorkbookParts { get; set; } = 1_000;

    [Range(1, 10_000)]
    public int Sheets { get; set; } = 250;

    /// <summary>Columns of a sheet or CSV file; cells to the right of them are ignored with a warning.</summary>
    [Range(100, 16_384)]
    public int Columns { get; set; } = 1_000;

    /// <summary>At which ages a birth date is doubted by these settings.</summary>
    public WorkingAge WorkingAge() => new(YoungestAge, OldestAge);

    /// <summary>What of a file is read by these settings.</summary>
    public TableLimits Limits() => new()
    {
        SpoolFolder = SpoolFolder.Length == 0 ? Path.GetTempPath() : SpoolFolder,
        FileBytes = Megabyte * WorkbookMegabytes,
        UnpackedBytes = Megabyte * UnpackedMegabytes,
        UnpackedRatio = UnpackedRatio,
        SharedTextBytes = (int)(Megabyte * SharedTextMegabytes),
        Parts = WorkbookParts,
        Sheets = Sheets,
        Columns = Columns,
    };
}
