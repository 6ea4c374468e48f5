using System.ComponentModel.DataAnnotations;

namespace Workforce.Registry.Exports;

/// <summary>Settings under <c>Export</c>.</summary>
public sealed class ExportOptions
{
    public const string Section = "Export";

    /// <summary>Exports that are read from the database at the same time, a connection each; others wait for their turn.</summary>
    [Range(1, 100)]
    public int ConcurrentExports { get; set; } = 2;

    /// <summary>The folder of the temporary files, without a name, in which an export is kept until it is sent; empty for the system's.</summary>
    public string SpoolFolder { get; set; } = "";
}
