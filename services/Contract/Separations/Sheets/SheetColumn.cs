using System.Collections.Frozen;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Contract.Separations.Sheets;

/// <summary>What a column of a sheet of separations says (daftar pemberhentian).</summary>
internal enum SheetColumn
{
    Nik,

    /// <summary>For the reader of the sheet; not read.</summary>
    Name,

    Code,
    EffectiveOn,
    PaperNumber,
    PaperDate,
    Reason,

    /// <summary>Which of a worker's contracts; empty: the one of the effective day, or the last before it.</summary>
    ContractId,
}

internal static class SheetColumns
{
    private static readonly FrozenDictionary<SheetColumn, string> Titles = new Dictionary<SheetColumn, string>
    {
        [SheetColumn.Nik] = "NIK",
        [SheetColumn.Name] = "Nama",
        [SheetColumn.Code] = "Kode",
        [SheetColumn.EffectiveOn] = "Berlaku",
        [SheetColumn.PaperNumber] = "Nomor Surat",
        [SheetColumn.PaperDate] = "Tanggal Surat",
        [SheetColumn.Reason] = "Keterangan",
        [SheetColumn.ContractId] = "ID Kontrak",
    }.ToFrozenDictionary();

    // As forms have it too.
    private static readonly FrozenDictionary<string, SheetColumn> ByKey = Titles
        .Append(new(SheetColumn.EffectiveOn, "Tanggal Berlaku")).Append(new(SheetColumn.EffectiveOn, "Berlaku Tanggal")).Append(new(SheetColumn.EffectiveOn, "TMT"))
        .ToFrozenDictionary(title => Spelling.Key(title.Value), title => title.Key);

    /// <summary>Without which no row can be recorded.</summary>
    public static IReadOnlyList<SheetColumn> Required { get; } = [SheetColumn.Nik, SheetColumn.Code, SheetColumn.EffectiveOn];

    /// <summary>The name at the head of the column.</summary>
    public static string Title(this SheetColumn column) => Titles[column];

    /// <summary>Finds a column by its name, whatever the letter case and the blanks, also with the star of a required one: <c>NIK*</c>.</summary>
    public static bool TryFind(string title, out SheetColumn column) => ByKey.TryGetValue(Spelling.Key(title).TrimEnd('*', ' '), out column);

    /// <summary>What a row is rejected for, by its cell in this column.</summary>
    public static SheetFinding Rejected(this SheetColumn column, int row, string value, string reason) => column is SheetColumn.Nik
        ? SheetFinding.RejectedNik(row, column.Title(), value, reason)
        : SheetFinding.Rejected(row, column.Title(), value, reason);
}
