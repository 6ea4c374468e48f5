using System.Collections.Frozen;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Import.Reading;

/// <summary>How the spreadsheet names its columns, and which it must have.</summary>
public static class Columns
{
    private static readonly string[] Titles =
    [
        "NIK", "Nama", "Nomor THK-II", "Tempat Lahir", "Tanggal Lahir", "Jenis Kelamin", "Pendidikan", "Nomor Ijazah",
        "Tanggal Lulus", "Asal Sekolah", "Nomor SK", "Tanggal SK", "Tanggal Mulai", "Tanggal Akhir", "Pendidikan SK", "Jabatan",
        "Unit Kerja", "Jabatan Penandatangan", "Email", "Telepon", "Bidang Ilmu", "Gaji", "Kode Anggaran", "Pemberi Kerja",
        "Jenis Hubungan Kerja", "TMT Pertama", "Kategori BKN", "NIPTT", "No BPJS Kesehatan", "No BPJS Ketenagakerjaan", "Status BLUD",
        "ID Kontrak", "Revisi", "Revisi Nama dan NIK", "Pembatalan", "Alasan", "Dokumen Dasar", "Tanggal Dokumen",
    ];

    private static readonly FrozenDictionary<string, Column> ByKey =
        Enum.GetValues<Column>().ToFrozenDictionary(column => Spelling.Key(column.Title()));

    /// <summary>The columns without which a file is refused.</summary>
    public static IReadOnlyList<Column> Required { get; } =
    [
        Column.Nik, Column.Name, Column.BirthDate, Column.Sex, Column.DecreeNumber, Column.FirstDay, Column.LastDay,
        Column.Position, Column.Unit,
    ];

    public static int Count => Titles.Length;

    /// <summary>The name at the head of the column, for example <c>Tanggal Lahir</c>.</summary>
    public static string Title(this Column column) => Titles[(int)column];

    /// <summary>Whether it holds numbers of a person, of which findings have the last 4 characters only.</summary>
    public static bool IsPersonalNumber(this Column column) =>
        column is Column.Nik or Column.Niptt or Column.HealthInsuranceNumber or Column.EmploymentInsuranceNumber;

    /// <summary>Finds a column by its name, whatever the letter case and the blanks, also with the star of a required one: <c>NIK*</c>.</summary>
    public static bool TryFind(string title, out Column column) => ByKey.TryGetValue(Spelling.Key(title).TrimEnd('*', ' '), out column);
}
