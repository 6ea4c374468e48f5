using System.Text;
using Workforce.Registry.Cities;
using Workforce.Registry.Import;
using Workforce.Registry.Import.Reading;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Tests.Import;

/// <summary>Reads files as registers of Kupang, which has the unit Damkar and the vendor PT Bersih Jaya, on 1 January 2021, without a service.</summary>
internal static class ReadRegister
{
    private static readonly City Kupang = new(Guid.CreateVersion7(), "kupang", "Kota Kupang", "Asia/Makassar", false, 0, 1);

    private static readonly WorkUnit Damkar = new(
        Guid.CreateVersion7(), Kupang.Id, "damkar", "Dinas Pemadam Kebakaran", ["Damkar"], "fire-service",
        UnitHead.Of(Guid.CreateVersion7(), "Kepala", "", ""), "");

    private static readonly Vendor Vendor = new(Guid.CreateVersion7(), "PT Bersih Jaya");

    public static readonly TableLimits UsualLimits = new ImportOptions().Limits();

    /// <param name="sheet">Of a workbook; null for its first.</param>
    /// <param name="limits">The usual ones when there are none.</param>
    public static IAsyncEnumerable<ImportChunk> ReadAllAsync(byte[] file, string? sheet = null, TableLimits? limits = null) =>
        ReadAllAsync(new MemoryStream(file), sheet, limits);

    public static IAsyncEnumerable<ImportChunk> ReadAllAsync(Stream file, string? sheet = null, TableLimits? limits = null) => RegisterFile.ReadAsync(
        file, sheet, limits ?? UsualLimits, new CityNames(Kupang, [Damkar], [Vendor]), new DateOnly(2021, 1, 1), new WorkingAge(15, 80), FilePurpose.Import, CancellationToken.None);

    /// <summary>All chunks of a file as one.</summary>
    public static async Task<ImportChunk> ReadWholeAsync(byte[] file, string? sheet = null, TableLimits? limits = null)
    {
        var whole = new ImportChunk(0, [], []);
        await foreach (var chunk in ReadAllAsync(file, sheet, limits))
            whole = new ImportChunk(whole.RowsRead + chunk.RowsRead, [.. whole.Rows, .. chunk.Rows], [.. whole.Findings, .. chunk.Findings]) { BreaksOff = chunk.BreaksOff };
        return whole;
    }

    public static Task<ImportChunk> ReadWholeAsync(string[] lines) => ReadWholeAsync(BytesOf(lines));

    public static Task<ImportChunk> ReadWholeAsync(string file) => ReadWholeAsync(Encoding.UTF8.GetBytes(file));

    public static byte[] BytesOf(string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));
}
