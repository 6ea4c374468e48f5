using Workforce.Evaluation.Ratings;
using Workforce.Evaluation.Ratings.Sheets;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets;

namespace Workforce.Evaluation.Api;

/// <summary>Rating sheets on the wire.</summary>
internal static class SheetWire
{
    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    public static SheetFile FileFrom(V1.RateByFileHeader header)
    {
        ReceivedFile.Check(header.FileName, header.Sheet);
        return new SheetFile(Field.Uuid("header.round_id", header.RoundId), header.FileName, header.Sheet.Length == 0 ? null : header.Sheet);
    }

    /// <exception cref="InvalidInputException">It is none.</exception>
    public static TableFormat FormatFrom(V1.SheetFormat format) => format switch
    {
        V1.SheetFormat.Csv => TableFormat.Csv,
        V1.SheetFormat.Xlsx => TableFormat.Xlsx,
        V1.SheetFormat.Unspecified => throw new InvalidInputException("format", null, "is required: CSV or XLSX"),
        _ => throw new InvalidInputException("format", $"{(int)format}", "is neither CSV nor XLSX"),
    };

    public static V1.RateByFileReply ToWire(SheetResult sheet) => new()
    {
        RowsRead = sheet.RowsRead,
        RowsSigned = sheet.RowsNew,
        RowsUnchanged = sheet.RowsUnchanged,
        RowsRejected = sheet.RowsRejected,
        Findings = { sheet.Findings.Select(SheetFindingWire.ToWire) },
        FindingsTruncated = sheet.AreTruncated,
        BrokenOff = sheet.IsBrokenOff,
    };

    public static V1.RatingSheetHeader HeaderOf(WrittenSheet sheet) => new() { FileName = sheet.FileName, Rows = sheet.Rows, ContentBytes = sheet.Content.Length };
}
