using System.ComponentModel.DataAnnotations;

namespace Workforce.Registry.Import;

/// <summary>Settings under <c>Import</c>.</summary>
public sealed class ImportOptions
{
    public const string Section = "Import";

    /// <summary>Years that a worker has on the first day at least; below, the birth date gets a warning.</summary>
    [Range(0, 150)]
    public int YoungestAge { get; set; } = 15;

    /// <summary>Years that a worker has on the first day at most; above, the birth date gets a warning.</summary>
    [Range(0, 150)]
    public int OldestAge { get; set; } = 80;
}
