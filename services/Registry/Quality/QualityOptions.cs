using System.ComponentModel.DataAnnotations;

namespace Workforce.Registry.Quality;

/// <summary>Settings under <c>Quality</c>: what a good register is.</summary>
public sealed class QualityOptions : IValidatableObject
{
    public const string Section = "Quality";

    private static readonly string[] Optional =
    [
        "Nomor THK-II", "Tempat Lahir", "Pendidikan", "Nomor Ijazah", "Tanggal Lulus", "Asal Sekolah", "Bidang Ilmu", "Email", "Telepon",
        "TMT Pertama", "Kategori BKN", "NIPTT", "No BPJS Kesehatan", "No BPJS Ketenagakerjaan", "Tanggal SK", "Pendidikan SK",
        "Jabatan Penandatangan", "Gaji", "Kode Anggaran", "Status BLUD",
    ];

    /// <summary>The columns that a complete row has beside those that an import requires, by their names, separated by commas.</summary>
    public string CompleteColumns { get; set; } = "Tempat Lahir, Pendidikan, Telepon, Tanggal SK, Gaji";

    /// <summary>Years that a worker has on the first day at least.</summary>
    [Range(0, 150)]
    public int YoungestAge { get; set; } = 18;

    /// <summary>Years that a worker has on the last day at most.</summary>
    [Range(0, 150)]
    public int OldestAge { get; set; } = 58;

    /// <summary>Workers of a city who may have one telephone number.</summary>
    [Range(1, 10_000)]
    public int WorkersOfTelephone { get; set; } = 3;

    /// <summary>From how many percent of likeness two workers look alike; below, pairs would be left out that are not compared.</summary>
    [Range(88, 100)]
    public int LikenessPercent { get; set; } = 88;

    /// <summary>In how many digits two NIKs may differ for two workers of one name and birth place to look alike.</summary>
    [Range(0, 16)]
    public int NikDigitsApart { get; set; } = 2;

    /// <summary>Searches for workers who look alike that run at the same time, each with the workers of its city in memory; others wait for their turn.</summary>
    [Range(1, 100)]
    public int ConcurrentSearches { get; set; } = 2;

    /// <summary><see cref="CompleteColumns"/> one by one, as the spreadsheet names them.</summary>
    public string[] Columns() =>
        [.. Names().Select(name => Optional.First(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase))).Distinct()];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Names().FirstOrDefault(name => !Optional.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            yield return new ValidationResult($"{nameof(CompleteColumns)}: '{unknown}' is none of {string.Join(", ", Optional)}");
        if (OldestAge < YoungestAge)
            yield return new ValidationResult($"{nameof(OldestAge)} {OldestAge} is below {nameof(YoungestAge)} {YoungestAge}");
    }

    private string[] Names() => CompleteColumns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
