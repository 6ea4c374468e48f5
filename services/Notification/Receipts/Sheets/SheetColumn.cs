using Workforce.ServiceDefaults.Sheets;

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
    public static readonly SheetColumns<SheetColumn> All = new(
        new Dictionary<SheetColumn, string>
        {
            [SheetColumn.Nik] = "NIK",
            [SheetColumn.Name] = "Nama",
            [SheetColumn.ReceivedOn] = "Diterima Tanggal",
            [SheetColumn.Way] = "Cara",
            [SheetColumn.Witness] = "Saksi",
            [SheetColumn.ContractId] = "ID Kontrak",
        })
    {
        Nik = SheetColumn.Nik,
        Telling = SheetColumn.ReceivedOn,
        FreeText = SheetColumn.Witness,
        Required = [SheetColumn.Nik, SheetColumn.ReceivedOn, SheetColumn.Way, SheetColumn.Witness],
    };

    public static string Title(this SheetColumn column) => All.Title(column);

    /// <summary>What a row is rejected for, by its cell in this column.</summary>
    public static SheetFinding Rejected(this SheetColumn column, int row, string value, string reason) => All.Rejected(column, row, value, reason);
}
