using Grpc.Core;
using Workforce.Registry.Tests.Import;
using Workforce.Registry.V1;
using Workforce.Spreadsheets;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>An export as a caller receives it.</summary>
internal sealed record ReceivedExport(ExportHeader Header, byte[] Content, byte[] Excluded, ExportSummary Summary)
{
    private const int LargestPiece = 64 * 1024;

    public static async Task<ReceivedExport> OfAsync(
        RegistryService registry, City city, ExportFormat format, string asOf = "2020-12-31", ExportLayout layout = ExportLayout.Register, string rulesOf = "")
    {
        using var call = registry.Running.Client<ExportService.ExportServiceClient>().Export(
            new ExportRequest { CityId = city.Id, Layout = layout, AsOf = asOf, RulesOf = rulesOf, Format = format });
        ExportHeader? header = null;
        ExportSummary? summary = null;
        var (content, excluded) = (new MemoryStream(), new MemoryStream());
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
        {
            if (header is null != piece.PartCase is ExportPiece.PartOneofCase.Header || summary is not null || piece.Content.Length + piece.Excluded.Length > LargestPiece)
                throw new InvalidOperationException($"{piece.PartCase} is out of its order, or too large");
            header ??= piece.Header;
            summary = piece.Summary;
            piece.Content.WriteTo(content);
            piece.Excluded.WriteTo(excluded);
        }
        if ((content.Length, excluded.Length) != (header!.ContentBytes, header.ExcludedBytes))
            throw new InvalidOperationException("the files have other lengths than the header says");
        return new ReceivedExport(header, content.ToArray(), excluded.ToArray(), summary!);
    }

    /// <summary>A table by its columns, whichever of the formats it is in.</summary>
    public static async Task<List<Dictionary<string, string>>> RowsOfAsync(byte[] file)
    {
        await using var records = await TableFile.OpenAsync(new MemoryStream(file), null, 2, ReadRegister.UsualLimits, CancellationToken.None);
        await records.ReadAsync(CancellationToken.None);
        string[] header = [.. records.Fields];
        var rows = new List<Dictionary<string, string>>();
        while (await records.ReadAsync(CancellationToken.None))
        {
            Assert.Null(records.Fault);
            // A workbook leaves out empty cells at the end of a row.
            rows.Add(header.Index().ToDictionary(column => column.Item, column => records.Fields.ElementAtOrDefault(column.Index) ?? ""));
        }
        return rows;
    }
}
