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
    private readonly List<SheetFinding> _faults = [];
    private IReadOnlyList<string> _fields = [];
    private int _row;

    /// <returns>Null when the row is rejected; the findings are added.</returns>
    public SheetRow? Read(int row, IReadOnlyList<string> fields, List<SheetFinding> findings)
    {
        (_row, _fields) = (row, fields);
        _faults.Clear();
        var read = new SheetRow(row, ReadNik(), ReadContractId(), ReadReceivedOn(), ReadWay(), ReadWitness());
        if (_faults.Count == 0)
            return read;
        findings.AddRange(_faults);
        return null;
    }

    private string ReadNik()
    {
        var text = header.Cell(_fields, SheetColumn.Nik);
        if (NikCell.FaultOf(text) is { } fault)
            Reject(SheetColumn.Nik, text, fault);
        return text;
    }

    private Guid? ReadContractId()
    {
        var text = header.Cell(_fields, SheetColumn.ContractId);
        if (text.Length == 0)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        Reject(SheetColumn.ContractId, text, "is not the id of a contract");
        return null;
    }

    private DateOnly ReadReceivedOn()
    {
        var text = header.Cell(_fields, SheetColumn.ReceivedOn);
        var fault = "is empty";
        if (text.Length > 0 && DayField.TryRead(text, dayZero, out var day, out fault))
            return day;
        Reject(SheetColumn.ReceivedOn, text, fault);
        return default;
    }

    private ReceiptWay ReadWay()
    {
        var text = header.Cell(_fields, SheetColumn.Way);
        if (WayOf(text) is { } way)
            return way;
        Reject(SheetColumn.Way, text, text.Length == 0 ? "is empty" : "is none of diserahkan, pos, pesan");
        return default;
    }

    private string ReadWitness()
    {
        var text = header.Cell(_fields, SheetColumn.Witness);
        if ((text.Length == 0 ? "is empty" : TextField.FaultOf(text)) is { } fault)
            Reject(SheetColumn.Witness, text, fault);
        return text;
    }

    // Also written out, as forms have it.
    private static ReceiptWay? WayOf(string text) => string.Concat(text.Where(char.IsLetter)).ToUpperInvariant() switch
    {
        "DISERAHKAN" or "DISERAHKANLANGSUNG" => ReceiptWay.HandedOver,
        "POS" or "POSTERCATAT" => ReceiptWay.Post,
        "PESAN" or "PESANELEKTRONIK" => ReceiptWay.Message,
        _ => null,
    };

    private void Reject(SheetColumn column, string value, string reason) => _faults.Add(column.Rejected(_row, value, reason));
}
