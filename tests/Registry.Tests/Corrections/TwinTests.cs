using Grpc.Core;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Corrections;

/// <summary>A vendor may share a worker's days, also twice; but a worker has a contract of one vendor, unit and period only once.</summary>
[Collection(nameof(RegistryService))]
public sealed class TwinTests(RegistryService registry)
{
    private readonly RegisterLine _line = new() { Employer = "PT Bersih Jaya" };

    private City City { get; set; } = null!;

    private CorrectionService.CorrectionServiceClient Corrections => registry.Running.Client<CorrectionService.CorrectionServiceClient>();

    [Theory]
    [InlineData("2020-01-01", "2020-12-31", "RSUD S. K. Lerik", "unit 'damkar'")]
    [InlineData("2020-01-01", "2020-06-30", "Damkar", "last_day '2020-12-31'")]
    [InlineData("2020-02-01", "2020-12-31", "Damkar", "first_day '2020-01-01'")]
    public async Task CorrectContract_OntoTheSameVendorsContract_IsRefusedAndNamesIt(string firstDay, string lastDay, string unit, string field)
    {
        var (first, second) = await TwoContractsAsync(_line with { FirstDay = firstDay, LastDay = lastDay, Unit = unit });

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Corrections.CorrectContractAsync(new CorrectContractRequest
        {
            ContractId = second.ContractId,
            FirstDay = "2020-01-01",
            LastDay = "2020-12-31",
            Unit = "damkar",
            Reason = "x",
        }));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith($"{field}: the worker has this contract of the same vendor already, with Dinas Pemadam Kebakaran from 2020-01-01 to 2020-12-31", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(first.ContractId, refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(second, (await registry.PeriodsAsync(City)).Single(period => period.ContractId == second.ContractId));
    }

    [Fact]
    public async Task CorrectByFile_OntoTheSameVendorsContract_IsRejectedAndNamesIt()
    {
        var (first, _) = await TwoContractsAsync(_line with { Unit = "RSUD S. K. Lerik" });
        var rows = await SentCorrections.RowsAsync(registry, City, ExportFormat.Csv, "2020-12-31");
        rows.Single(row => row["Unit Kerja"] is "RSUD S. K. Lerik")["Unit Kerja"] = "Damkar";

        var reply = await SentCorrections.SendAsync(registry, City, await SentCorrections.FileOfAsync(rows, ExportFormat.Csv));

        var finding = Assert.Single(reply.Findings);
        Assert.Equal((0, 1, "Unit Kerja", "Damkar"), (reply.RowsCorrected, reply.RowsRejected, finding.Column, finding.Value));
        Assert.Contains($"of the same vendor already, with Dinas Pemadam Kebakaran from 2020-01-01 to 2020-12-31 (contract {first.ContractId})", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectByFile_TwoContractsOfAVendorThatTradeTheirUnits_AreCorrected()
    {
        await TwoContractsAsync(_line with { Unit = "RSUD S. K. Lerik" });
        var rows = await SentCorrections.RowsAsync(registry, City, ExportFormat.Csv, "2020-12-31");
        (rows[0]["Unit Kerja"], rows[1]["Unit Kerja"]) = (rows[1]["Unit Kerja"], rows[0]["Unit Kerja"]);

        var reply = await SentCorrections.SendAsync(registry, City, await SentCorrections.FileOfAsync(rows, ExportFormat.Csv));

        Assert.Equal((2, 0), (reply.RowsCorrected, reply.RowsRejected));
    }

    [Fact]
    public async Task CorrectContract_VendorsOntoUnitAndDaysOfTheCitys_IsCorrected()
    {
        var (_, second) = await TwoContractsAsync(_line with { Employer = "", Unit = "RSUD S. K. Lerik" });
        Assert.Single((await Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = second.ContractId, Unit = "damkar", Reason = "x" })).Corrections);
    }

    private async Task<(ContractPeriod First, ContractPeriod Second)> TwoContractsAsync(RegisterLine second)
    {
        City = await registry.NewCityAsync();
        await registry.ImportAsync(City, RegisterLine.File(_line));
        var first = Assert.Single(await registry.PeriodsAsync(City));
        Assert.Equal(1, (await registry.ImportAsync(City, RegisterLine.File(second))).RowsImported);
        return (first, (await registry.PeriodsAsync(City)).Single(period => period.ContractId != first.ContractId));
    }
}
