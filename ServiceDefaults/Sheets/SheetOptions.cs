using System.ComponentModel.DataAnnotations;
using Workforce.Spreadsheets;

namespace Workforce.ServiceDefaults.Sheets;

/// <summary>Settings under <c>Sheets</c> of a service that reads or writes sheets.</summary>
public sealed class SheetOptions
{
    public const string Section = "Sheets";

    private const int Megabyte = 1024 * 1024;

    /// <summary>Sheets that are read or written at the same time; others wait for their turn.</summary>
    [Range(1, 100)]
    public int ConcurrentSheets { get; set; } = 8;

    /// <summary>For how long the next piece of a file may not come, in seconds.</summary>
    [Range(1, 3_600)]
    public int IdleSeconds { get; set; } = 60;

    /// <summary>The folder of the temporary files, without a name, in which a sheet is kept; empty for the system's.</summary>
    public string SpoolFolder { get; set; } = "";

    /// <summary>Megabytes (of 1,048,576 bytes) of a workbook as it arrives.</summary>
    [Range(1, 2_000)]
    public int WorkbookMegabytes { get; set; } = 64;

    public string Folder => SpoolFolder.Length == 0 ? Path.GetTempPath() : SpoolFolder;

    /// <summary>What of a file is read by these settings; a sheet has one table, a register may have much beside it.</summary>
    public TableLimits Limits() => new()
    {
        SpoolFolder = Folder,
        FileBytes = (long)Megabyte * WorkbookMegabytes,
        UnpackedBytes = 8L * Megabyte * WorkbookMegabytes,
        UnpackedRatio = 200,
        SharedTextBytes = 64 * Megabyte,
        Parts = 1_000,
        Sheets = 250,
        Columns = 1_000,
    };
}
