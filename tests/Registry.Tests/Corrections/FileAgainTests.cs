using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Corrections;

/// <summary>A file of corrections that is handed in again corrects what is left of it, whatever the first time has corrected of the same workers.</summary>
[Collection(nameof(RegistryService))]
public sealed class FileAgainTests(RegistryService registry)
{
    private readonly RegisterLine _line = new() { LastDay = "2020-06-30" };

    private City City { get; set; } = null!;

    // What the first chunk has corrected stays when the call breaks off.
    [Theory]
    [InlineData("Nama", "Maria Banu")]
    [InlineData("NIK", "")]
    public async Task CorrectByFile_BrokenOffBetweenTwoContractsOfAWorker_CorrectsTheRest(string column, string right)
    {
        var rows = await TwoContractsAsync();
        right = right.Length > 0 ? right : RegisterLine.NextNik();
        (rows[0][column], rows[1][column], rows[1]["Jabatan"]) = (right, right, "Perawat");
        Assert.Equal(1, (await CorrectAsync(rows[..1])).RowsCorrected);

        var rest = await CorrectAsync(rows);
        var again = await CorrectAsync(rows);

        Assert.Equal((1, 1, 0), (rest.RowsCorrected, rest.RowsUnchanged, rest.RowsRejected));
        Assert.Equal((0, 2, 0), (again.RowsCorrected, again.RowsUnchanged, again.RowsRejected));
        Assert.Equal("Perawat", (await registry.PeriodsAsync(City)).Single(period => period.ContractId == rows[1]["ID Kontrak"]).Position);
    }

    [Fact]
    public async Task CorrectByFile_RejectedRowMadeRight_IsCorrectedAlthoughAnotherRowCorrectedItsWorker()
    {
        var rows = await TwoContractsAsync();
        (rows[0]["Nama"], rows[1]["Unit Kerja"]) = ("Maria Banu", "Rumah Sakit");
        var first = await CorrectAsync(rows);
        Assert.Equal((1, 1), (first.RowsCorrected, first.RowsRejected));

        rows[1]["Unit Kerja"] = "RSUD S. K. Lerik";
        var reply = await CorrectAsync(rows);

        Assert.Equal((1, 1, 0), (reply.RowsCorrected, reply.RowsUnchanged, reply.RowsRejected));
    }

    [Fact]
    public async Task CorrectByFile_WithdrawalByTheNikThatTheFileCorrects_IsUnchangedTheNextTime()
    {
        var rows = await TwoContractsAsync();
        (rows[0]["NIK"], rows[1]["Pembatalan"]) = (RegisterLine.NextNik(), "Ya");
        Assert.Equal(2, (await CorrectAsync(rows)).RowsCorrected);

        var again = await CorrectAsync(rows);

        Assert.Equal((0, 2, 0), (again.RowsCorrected, again.RowsUnchanged, again.RowsRejected));
    }

    [Fact]
    public async Task CorrectByFile_NameThatAnImportChangedSinceTheExport_IsNotCorrectedUnseen()
    {
        var rows = await TwoContractsAsync();
        await registry.ImportAsync(City, RegisterLine.File(_line with { Name = "Yohana Taek", FirstDay = "2020-07-01", LastDay = "2020-12-31" }));
        rows[0]["Nama"] = "Maria Banu";

        var reply = await CorrectAsync(rows[..1]);

        var finding = Assert.Single(reply.Findings);
        Assert.Equal((1, "Revisi Nama dan NIK", "0"), (reply.RowsRejected, finding.Column, finding.Value));
        Assert.Contains("have revision 1; export it again", finding.Reason, StringComparison.Ordinal);
    }

    private async Task<List<Dictionary<string, string>>> TwoContractsAsync()
    {
        City = await registry.NewCityAsync();
        await registry.ImportAsync(City, RegisterLine.File(_line, _line with { FirstDay = "2020-07-01", LastDay = "2020-12-31" }));
        return
        [
            .. await SentCorrections.RowsAsync(registry, City, ExportFormat.Csv, "2020-03-01"),
            .. await SentCorrections.RowsAsync(registry, City, ExportFormat.Csv, "2020-08-01"),
        ];
    }

    private async Task<CorrectByFileReply> CorrectAsync(List<Dictionary<string, string>> rows) =>
        await SentCorrections.SendAsync(registry, City, await SentCorrections.FileOfAsync(rows, ExportFormat.Csv));
}
