using System.Collections.Frozen;
using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Evaluation.Ratings.Sheets;

/// <summary>What a column of a rating sheet says of a worker.</summary>
public enum SheetField
{
    Nik,
    Name,
    Unit,
    Position,
    Result,
    Conduct,
    Score,
    Absence,
    Discipline,
    Note,
    HeadRecommendation,
    RatedOn,

    /// <summary>This and the next are of a sheet that was exported: which of a worker's contracts, and the version that a changed row corrects.</summary>
    ContractId,
    Version,
}

/// <summary>A column of a rating sheet (lembar penilaian).</summary>
/// <param name="Kind">Of days of absence; else null.</param>
/// <param name="Month">From 1; null of days in total.</param>
public readonly record struct SheetColumn(SheetField Field, AbsenceKind? Kind = null, int? Month = null)
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];

    private static readonly FrozenDictionary<SheetField, string> Titles = new Dictionary<SheetField, string>
    {
        [SheetField.Nik] = "NIK",
        [SheetField.Name] = "Nama",
        [SheetField.Unit] = "Unit Kerja",
        [SheetField.Position] = "Jabatan",
        [SheetField.Result] = "Hasil Kerja",
        [SheetField.Conduct] = "Perilaku",
        [SheetField.Score] = "Nilai",
        [SheetField.Discipline] = "Hukuman Disiplin",
        [SheetField.Note] = "Catatan",
        [SheetField.HeadRecommendation] = "Rekomendasi Kepala",
        [SheetField.RatedOn] = "Tanggal Penilaian",
        [SheetField.ContractId] = "ID Kontrak",
        [SheetField.Version] = "Versi",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<AbsenceKind, string> Kinds = new Dictionary<AbsenceKind, string>
    {
        [AbsenceKind.Sick] = "Sakit",
        [AbsenceKind.Permitted] = "Izin",
        [AbsenceKind.Leave] = "Cuti",
        [AbsenceKind.Unexcused] = "Alpa",
        [AbsenceKind.Late] = "Terlambat",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, SheetColumn> ByKey = All().ToFrozenDictionary(column => Spelling.Key(column.Title));

    /// <summary>The name at the head of the column, for example <c>Alpa Jan</c>.</summary>
    public string Title => Kind is not { } kind ? Titles[Field] : Month is { } month ? $"{Kinds[kind]} {Months[month - 1]}" : Kinds[kind];

    /// <summary>Finds a column by its name, whatever the letter case and the blanks, also with the star of a required one: <c>NIK*</c>.</summary>
    public static bool TryFind(string title, out SheetColumn column) => ByKey.TryGetValue(Spelling.Key(title).TrimEnd('*', ' '), out column);

    /// <summary>What a row is rejected for, by its cell in this column.</summary>
    public SheetFinding Rejected(int row, string value, string reason) =>
        Field is SheetField.Nik ? SheetFinding.RejectedNik(row, Title, value, reason) : SheetFinding.Rejected(row, Title, value, reason);

    private static IEnumerable<SheetColumn> All() =>
    [
        .. Titles.Keys.Select(field => new SheetColumn(field)),
        .. Kinds.Keys.Select(kind => new SheetColumn(SheetField.Absence, kind)),
        .. from kind in Kinds.Keys from month in Enumerable.Range(1, Months.Length) select new SheetColumn(SheetField.Absence, kind, month),
    ];
}
