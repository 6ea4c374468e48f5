using System.Collections.Frozen;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Notification.Receipts.Sheets;

/// <summary>What a column of a sheet of receipts says (daftar tanda terima).</summary>
internal enum SheetColumn
{
    Nik,

    /// <summary>For the reader of the sheet; not read.</summary>
    Name,

    ReceivedOn,
    Way,
    Witness,

    /// <summary>Which of a worker's contracts; empty: the one with a notice in the round.</summary>
    ContractId,
}

internal static class SheetColumns
{
    private static readonly FrozenDictionary<SheetColumn, string> Titles = new Dictionary<SheetColumn, string>
    {
        [SheetColumn.Nik] = "NIK",
        [SheetColumn.Name] = "Nama",
        [SheetColumn.ReceivedOn] = "Diterima Tanggal",
        [SheetColumn.Way] = "Cara",
        [SheetColumn.Witness] = "Saksi",
        [SheetColumn.ContractId] = "ID Kontrak",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, SheetColumn> ByKey = Titles.ToFrozenDictionary(title => Spelling.Key(title.Value), title => title.Key);

    /// <summary>Without which no row can be recorded.</summary>
    public static IReadOnlyList<SheetColumn> Required { get; } = [SheetColumn.Nik, SheetColumn.ReceivedOn, SheetColumn.Way, SheetColumn.Witness];

    /// <summary>The name at the head of the column.</summary>
    public static string Title(this SheetColumn column) => Titles[column];

    /// <summary>Finds a column by its name, whatever the letter case and the blanks, also with the star of a required one: <c>NIK*</c>.</summary>
    public static bool TryFind(string title, out SheetColumn column) => ByKey.TryGetValue(Spelling.Key(title).TrimEnd('*', ' '), out column);

    /// <summary>What a row is rejected for, by its cell in this column.</summary>
    public static SheetFinding Rejected(this SheetColumn column, int row, string value, string reason) => column is SheetColumn.Nik
        ? SheetFinding.RejectedNik(row, column.Title(), value, reason)
        : SheetFinding.Rejected(row, column.Title(), value, reason);
}
