using Workforce.ServiceDefaults.Sheets;

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
    public static readonly SheetColumns<SheetColumn> All = new(
        new Dictionary<SheetColumn, string>
        {
            [SheetColumn.Nik] = "NIK",
            [SheetColumn.Name] = "Nama",
            [SheetColumn.Code] = "Kode",
            [SheetColumn.EffectiveOn] = "Berlaku",
            [SheetColumn.PaperNumber] = "Nomor Surat",
            [SheetColumn.PaperDate] = "Tanggal Surat",
            [SheetColumn.Reason] = "Keterangan",
            [SheetColumn.ContractId] = "ID Kontrak",
        },
        // As forms have it too.
        (SheetColumn.EffectiveOn, "Tanggal Berlaku"), (SheetColumn.EffectiveOn, "Berlaku Tanggal"), (SheetColumn.EffectiveOn, "TMT"))
    {
        Nik = SheetColumn.Nik,
        Telling = SheetColumn.Code,
        FreeText = SheetColumn.Reason,
        Required = [SheetColumn.Nik, SheetColumn.Code, SheetColumn.EffectiveOn],
    };

    public static string Title(this SheetColumn column) => All.Title(column);

    /// <summary>What a row is rejected for, by its cell in this column.</summary>
    public static SheetFinding Rejected(this SheetColumn column, int row, string value, string reason) => All.Rejected(column, row, value, reason);
}
