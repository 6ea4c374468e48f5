using System.IO.Pipelines;
using Workforce.Spreadsheets.Xlsx;

namespace Workforce.Spreadsheets;

/// <summary>Opens a table, whichever of the formats it is in: the file's content tells, not its name.</summary>
public static class TableFile
{
    /// <param name="file">Read forward once; text as it comes, a workbook after it is kept in a temporary file that has no name.</param>
    /// <param name="sheet">The sheet of a workbook; null for its first.</param>
    /// <param name="columns">Fewest columns of the table.</param>
    /// <exception cref="UnreadableFileException">It is neither CSV nor a workbook, or a workbook that is not read.</exception>
    /// <exception cref="UnknownSheetException">It has no such sheet.</exception>
    /// <exception cref="NoRoomException">The workbook cannot be kept.</exception>
    public static async ValueTask<IRecords> OpenAsync(
        Stream file, string? sheet, int columns, TableLimits limits, CancellationToken cancellation)
    {
        var bytes = PipeReader.Create(file, new StreamPipeReaderOptions(leaveOpen: true));
        var start = await bytes.ReadAtLeastAsync(FileKinds.Sample, cancellation);
        var kind = FileKinds.Of(start.Buffer);
        bytes.AdvanceTo(start.Buffer.Start);
        return kind switch
        {
            FileKind.Zip => await OpenWorkbookAsync(bytes.AsStream(), sheet, limits, cancellation),
            FileKind.Ole => throw new UnreadableFileException(await OleFile.DescribeAsync(bytes.AsStream(), limits, cancellation)),
            FileKind.Pdf => throw new UnreadableFileException("the file is a PDF; save the register as .xlsx or CSV UTF-8"),
            FileKind.Markup => throw new UnreadableFileException("the file is HTML or XML, whatever it is called; save the register as .xlsx or CSV UTF-8"),
            FileKind.Packed => throw new UnreadableFileException("the file is packed (.rar, .7z or .gz); unpack it, and save the register as .xlsx or CSV UTF-8"),
            FileKind.Utf32 => throw new UnreadableFileException("the file is UTF-32; save it as CSV UTF-8"),
            FileKind.UnmarkedUtf16 => throw new UnreadableFileException("the file is UTF-16 without its mark; save it as CSV UTF-8"),
            _ when sheet is not null => throw new UnknownSheetException("the file is CSV, which has no sheets; name no sheet"),
            _ => await CsvRecords.OpenAsync(bytes.AsStream(), columns, limits.Columns, cancellation),
        };
    }

    private static async ValueTask<IRecords> OpenWorkbookAsync(
        Stream file, string? sheet, TableLimits limits, CancellationToken cancellation)
    {
        var kept = await SpoolFile.KeepAsync(file, limits, cancellation);
        try
        {
            return BrokenFile.Guard(() => Workbook.Open(kept, sheet, limits, cancellation));
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
    }
}
