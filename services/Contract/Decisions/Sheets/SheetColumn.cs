using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Contract.Decisions.Sheets;

/// <summary>What a column of a sheet of proposals says (daftar usulan).</summary>
internal enum SheetColumn
{
    Nik,

    /// <summary>For the reader of the sheet; not read.</summary>
    Name,

    Outcome,
    Ground,
    Reason,
    PaperNumber,
    PaperDate,

    /// <summary>Which of a worker's contracts; empty: the one on the cycle's list.</summary>
    ContractId,
}

internal static class SheetColumns
{
    public static readonly SheetColumns<SheetColumn> All = new(
        new Dictionary<SheetColumn, string>
        {
            [SheetColumn.Nik] = "NIK",
            [SheetColumn.Name] = "Nama",
            [SheetColumn.Outcome] = "Usulan",
            [SheetColumn.Ground] = "Alasan",
            [SheetColumn.Reason] = "Keterangan",
            [SheetColumn.PaperNumber] = "Nomor Surat",
            [SheetColumn.PaperDate] = "Tanggal Surat",
            [SheetColumn.ContractId] = "ID Kontrak",
        },
        // As forms have it too.
        (SheetColumn.Ground, "Alasan Tidak Diperpanjang"), (SheetColumn.Outcome, "Usulan Perpanjangan"))
    {
        Nik = SheetColumn.Nik,
        Telling = SheetColumn.Outcome,
        FreeText = SheetColumn.Reason,
        Required = [SheetColumn.Nik, SheetColumn.Outcome],
    };

    public static string Title(this SheetColumn column) => All.Title(column);

    /// <summary>What a row is rejected for, by its cell in this column.</summary>
    public static SheetFinding Rejected(this SheetColumn column, int row, string value, string reason) => All.Rejected(column, row, value, reason);
}
