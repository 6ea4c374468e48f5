using Workforce.Notification.Receipts.Sheets;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Notification.Api;

/// <summary>Sheets of receipts on the wire.</summary>
internal static class SheetWire
{
    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    public static SheetFile FileFrom(V1.ReceiptsFileHeader header)
    {
        ReceivedFile.Check(header.FileName, header.Sheet);
        return new SheetFile(
            Field.Uuid("header.city_id", header.CityId), Field.Uuid("header.round_id", header.RoundId), header.FileName, header.Sheet.Length == 0 ? null : header.Sheet);
    }

    public static V1.RecordReceiptsByFileReply ToWire(SheetResult sheet) => new()
    {
        RowsRead = sheet.RowsRead,
        RowsRecorded = sheet.RowsNew,
        RowsUnchanged = sheet.RowsUnchanged,
        RowsRejected = sheet.RowsRejected,
        Findings = { sheet.Findings.Select(SheetFindingWire.ToWire) },
        FindingsTruncated = sheet.AreTruncated,
        BrokenOff = sheet.IsBrokenOff,
    };
}
