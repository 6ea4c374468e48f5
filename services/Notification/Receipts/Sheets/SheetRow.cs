using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Notification.Receipts.Sheets;

/// <summary>A row of a sheet of receipts that can be read.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Nik">All 16 digits.</param>
/// <param name="ContractId">Null where the sheet does not say it.</param>
internal sealed record SheetRow(int Row, string Nik, Guid? ContractId, DateOnly ReceivedOn, ReceiptWay Way, string Witness)
{
    /// <summary>The column that a field of the receipt comes from.</summary>
    public static SheetColumn ColumnOf(string field) => field switch
    {
        "received_on" => SheetColumn.ReceivedOn,
        "way" => SheetColumn.Way,
        "witness" => SheetColumn.Witness,
        _ => SheetColumn.Nik,
    };
}

/// <summary>Reads the rows of a sheet of receipts, and finds what is wrong with each.</summary>
/// <param name="dayZero">The day that the file's day numbers count from.</param>
internal sealed class SheetReader(SheetHeader<SheetColumn> header, DateOnly dayZero)
{
    private readonly SheetCells<SheetColumn> _cells = new(SheetColumns.All, header, dayZero);

    /// <returns>Null when the row is rejected; the findings are added.</returns>
    public SheetRow? Read(int row, IReadOnlyList<string> fields, List<SheetFinding> findings) => _cells.Read(row, fields, () => Read(row), findings);

    private SheetRow Read(int row) =>
        new(row, _cells.Nik(), _cells.ContractId(SheetColumn.ContractId), _cells.Day(SheetColumn.ReceivedOn), ReadWay(), ReadWitness());

    private ReceiptWay ReadWay()
    {
        var text = _cells.Text(SheetColumn.Way);
        if (WayOf(text) is { } way)
            return way;
        _cells.Reject(SheetColumn.Way, text, text.Length == 0 ? "is empty" : "is none of diserahkan, pos, pesan");
        return default;
    }

    private string ReadWitness()
    {
        var text = _cells.Text(SheetColumn.Witness);
        if ((text.Length == 0 ? "is empty" : TextField.FaultOf(text)) is { } fault)
            _cells.Reject(SheetColumn.Witness, text, fault);
        return text;
    }

    // Also written out, as forms have it.
    private static ReceiptWay? WayOf(string text) => CellWords.KeyOf(text) switch
    {
        "DISERAHKAN" or "DISERAHKANLANGSUNG" => ReceiptWay.HandedOver,
        "POS" or "POSTERCATAT" => ReceiptWay.Post,
        "PESAN" or "PESANELEKTRONIK" => ReceiptWay.Message,
        _ => null,
    };
}
