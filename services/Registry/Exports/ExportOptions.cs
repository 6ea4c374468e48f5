using System.ComponentModel.DataAnnotations;

namespace Workforce.Registry.Exports;

/// <summary>Settings under <c>Export</c>.</summary>
public sealed class ExportOptions : IValidatableObject
{
    public const string Section = "Export";

    /// <summary>Exports that are read from the database at the same time, a connection each; others wait for their turn.</summary>
    [Range(1, 100)]
    public int ConcurrentExports { get; set; } = 2;

    /// <summary>Exports, on disk or waiting for their turn, that are not yet sent; more are refused.</summary>
    [Range(1, 10_000)]
    public int KeptExports { get; set; } = 20;

    /// <summary>Those of them that are one caller's.</summary>
    [Range(1, 10_000)]
    public int KeptExportsOfCaller { get; set; } = 3;

    /// <summary>The folder of the temporary files, without a name, in which an export is kept until it is sent; empty for the system's.</summary>
    public string SpoolFolder { get; set; } = "";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeptExportsOfCaller > KeptExports)
            yield return new ValidationResult($"{nameof(KeptExportsOfCaller)} {KeptExportsOfCaller} is above {nameof(KeptExports)} {KeptExports}");
    }
}
