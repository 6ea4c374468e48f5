using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>
/// An export that is opened in LibreOffice, saved and imported again, in both formats. <c>eng/setup --long-tests</c> installs it.
/// </summary>
[Collection(nameof(RegistryService))]
[Trait("Category", "Long")]
public sealed class LibreOfficeTests(RegistryService registry)
{
    [Theory]
    [InlineData(ExportFormat.Xlsx, "xlsx", "xlsx")]
    [InlineData(ExportFormat.Xlsx, "xlsx", "csv")]
    [InlineData(ExportFormat.Csv, "csv", "xlsx")]
    [InlineData(ExportFormat.Csv, "csv", "csv")]
    public async Task Export_OpenedAndSaved_IsUnchangedWhenItIsImportedAgain(ExportFormat format, string from, string to)
    {
        var (city, rows) = await CityAsync();
        var before = await StoredRegister.OfAsync(registry, city);
        var exported = await ReceivedExport.OfAsync(registry, city, format);

        var reply = await registry.ImportAsync(city, await LibreOffice.SavedAsync(exported.Content, from, to));

        Assert.True(
            (reply.RowsRead, reply.RowsUnchanged, reply.RowsUpdated, reply.RowsRejected) == (rows, rows, 0, 0), $"{reply}");
        Assert.Equal(before, await StoredRegister.OfAsync(registry, city));
    }

    // What a file lost that was opened in the wrong way, nobody can read from it; it is not taken for another worker's.
    [Fact]
    public async Task Export_CsvOpenedWithoutTextColumnsAndSavedAsAWorkbook_IsRejectedRowByRowForItsNiks()
    {
        var (city, rows) = await CityAsync();
        var before = await StoredRegister.OfAsync(registry, city);
        var exported = await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv);

        var reply = await registry.ImportAsync(city, await LibreOffice.SavedAsync(exported.Content, "csv", "xlsx", textColumns: false));

        Assert.Equal((rows, rows), (reply.RowsRead, reply.RowsRejected));
        Assert.Equal(rows, reply.Findings.Count(finding => finding.Column == "NIK" && finding.Severity is Severity.Rejected));
        Assert.Equal(before, await StoredRegister.OfAsync(registry, city));
    }

    private async Task<(City City, int Rows)> CityAsync()
    {
        var city = await registry.NewCityAsync();
        var imported = await registry.ImportAsync(
            city, [ExportTests.Columns, .. ExportTests.Texts.Select(text => string.Join(';', ExportTests.LineOf(text).Select(ExportTests.Quoted)))]);
        Assert.True(imported.RowsImported > ExportTests.Texts.Length - 6, $"{imported}");
        return (city, imported.RowsImported);
    }
}
