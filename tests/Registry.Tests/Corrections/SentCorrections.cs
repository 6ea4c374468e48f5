using Google.Protobuf;
using Grpc.Core;
using Workforce.Registry.Tests.Exports;
using Workforce.Registry.V1;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Tests.Corrections;

/// <summary>An export as a clerk makes its cells right and hands it in.</summary>
internal static class SentCorrections
{
    /// <summary>The rows of an export, with the columns of corrections empty.</summary>
    public static async Task<List<Dictionary<string, string>>> RowsAsync(RegistryService registry, City city, ExportFormat format, string asOf)
    {
        var rows = await ReceivedExport.RowsOfAsync((await ReceivedExport.OfAsync(registry, city, format, asOf)).Content);
        foreach (var row in rows)
            (row["Pembatalan"], row["Alasan"], row["Dokumen Dasar"], row["Tanggal Dokumen"]) = ("", "", "", "");
        return rows;
    }

    public static async Task<byte[]> FileOfAsync(List<Dictionary<string, string>> rows, ExportFormat format)
    {
        var file = new MemoryStream();
        await using (var table = await TableWriter.BeginAsync(
            file, format is ExportFormat.Xlsx ? TableFormat.Xlsx : TableFormat.Csv, "Register", [.. rows[0].Keys], CancellationToken.None))
        {
            foreach (var row in rows)
                await table.AddAsync([.. row.Values.Select(TableCell.Of)], CancellationToken.None);
            await table.EndAsync(CancellationToken.None);
        }
        return file.ToArray();
    }

    public static async Task<CorrectByFileReply> SendAsync(RegistryService registry, City city, byte[] file, Paper? paper = null, bool preview = false)
    {
        using var call = registry.Running.Client<CorrectionService.CorrectionServiceClient>().CorrectByFile();
        try
        {
            await call.RequestStream.WriteAsync(new CorrectByFileRequest
            {
                Header = new CorrectByFileHeader { CityId = city.Id, FileName = "pembetulan", Reason = "salah ketik", Paper = paper, Preview = preview },
            });
            foreach (var piece in file.Chunk(32 * 1024))
                await call.RequestStream.WriteAsync(new CorrectByFileRequest { Content = ByteString.CopyFrom(piece) });
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // Refused before its end: the response says why.
        }
        return await call.ResponseAsync;
    }
}
