using CsvHelper;

namespace Workforce.Generator;

/// <summary>
/// One row in the layout of the national data collection of non-civil servants (pendataan non-ASN), followed by the
/// project's own six columns. Dates are yyyy-MM-dd.
/// </summary>
[CsvRecord]
public sealed partial record RegisterRow
{
    [CsvColumn("NIK")]
    public required string Nik { get; init; }

    [CsvColumn("Nama")]
    public required string Name { get; init; }

    /// <summary>Number among the honorary workers of category II; most have none.</summary>
    [CsvColumn("Nomor THK-II")]
    public required string HonoraryNumber { get; init; }

    [CsvColumn("Tempat Lahir")]
    public required string Birthplace { get; init; }

    [CsvColumn("Tanggal Lahir")]
    public required string Born { get; init; }

    [CsvColumn("Jenis Kelamin")]
    public required string Sex { get; init; }

    [CsvColumn("Pendidikan")]
    public required string Schooling { get; init; }

    [CsvColumn("Nomor Ijazah")]
    public required string DiplomaNumber { get; init; }

    [CsvColumn("Tanggal Lulus")]
    public required string Graduated { get; init; }

    [CsvColumn("Asal Sekolah")]
    public required string School { get; init; }

    [CsvColumn("Nomor SK")]
    public required string DecreeNumber { get; init; }

    [CsvColumn("Tanggal SK")]
    public required string DecreeDate { get; init; }

    [CsvColumn("Tanggal Mulai")]
    public required string FirstDay { get; init; }

    [CsvColumn("Tanggal Akhir")]
    public required string LastDay { get; init; }

    /// <summary>The schooling that the decree was based on.</summary>
    [CsvColumn("Pendidikan SK")]
    public required string DecreeSchooling { get; init; }

    [CsvColumn("Jabatan")]
    public required string Post { get; init; }

    [CsvColumn("Unit Kerja")]
    public required string Unit { get; init; }

    [CsvColumn("Jabatan Penandatangan")]
    public required string SignatoryTitle { get; init; }

    [CsvColumn("Email")]
    public required string Email { get; init; }

    [CsvColumn("Telepon")]
    public required string Phone { get; init; }

    [CsvColumn("Bidang Ilmu")]
    public required string Field { get; init; }

    /// <summary>Monthly, whole rupiah.</summary>
    [CsvColumn("Gaji")]
    public required string Wage { get; init; }

    [CsvColumn("Kode Anggaran")]
    public required string BudgetCode { get; init; }

    /// <summary>A vendor's registered name; empty when the city itself employs.</summary>
    [CsvColumn("Pemberi Kerja")]
    public required string Employer { get; init; }
}
