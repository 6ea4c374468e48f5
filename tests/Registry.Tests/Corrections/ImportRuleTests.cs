using Grpc.Core;
using Workforce.Registry.Tests.Exports;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Corrections;

/// <summary>What an import rejects, a correction does not bring into the register: what is exported comes in again.</summary>
[Collection(nameof(RegistryService))]
public sealed class ImportRuleTests(RegistryService registry)
{
    private CorrectionService.CorrectionServiceClient Corrections => registry.Running.Client<CorrectionService.CorrectionServiceClient>();

    [Theory]
    [InlineData("5371011205900000", "ends in 0000: a spreadsheet has lost its last digit")]
    [InlineData("1111111111111111", "is one digit throughout, which no NIK is")]
    [InlineData("5371 0112 0590 0001", "has blanks or marks between its digits; enter the 16 digits alone")]
    public async Task CorrectWorker_NikThatAnImportRejects_IsRefusedForTheSameReason(string nik, string reason)
    {
        var (_, contract) = await RegisteredAsync(new RegisterLine());

        var refused = await RefusedAsync(() => Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Nik = nik, Reason = "KTP" }));

        Assert.Equal($"nik '…{nik[^4..]}'", refused[..refused.IndexOf(':', StringComparison.Ordinal)]);
        Assert.Contains(reason, refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1899-12-31", "", "first_day '1899-12-31'")]
    [InlineData("", "2101-01-01", "last_day '2101-01-01'")]
    public async Task CorrectContract_DayOfAnImplausibleYear_IsRefused(string firstDay, string lastDay, string field)
    {
        var (_, contract) = await RegisteredAsync(new RegisterLine());

        var refused = await RefusedAsync(() => Corrections.CorrectContractAsync(
            new CorrectContractRequest { ContractId = contract.ContractId, FirstDay = firstDay, LastDay = lastDay, Reason = "x" }));

        Assert.Equal($"{field}: is not between the years 1900 and 2100", refused);
    }

    [Theory]
    [InlineData(-1, "is negative")]
    [InlineData(1_000_000_000_001, "is too large")]
    public async Task CorrectContract_WageThatAnImportRejects_IsRefused(long wage, string reason)
    {
        var (_, contract) = await RegisteredAsync(new RegisterLine());

        var refused = await RefusedAsync(() => Corrections.CorrectContractAsync(
            new CorrectContractRequest { ContractId = contract.ContractId, MonthlyWage = wage, Reason = "x" }));

        Assert.Equal($"monthly_wage '{wage}': {reason}", refused);
    }

    [Fact]
    public async Task CorrectContract_FirstDayBeforeTheBirth_IsRefusedWithoutTheBirthDate()
    {
        var (_, contract) = await RegisteredAsync(new RegisterLine { BirthDate = "1990-05-12" });

        var refused = await RefusedAsync(() => Corrections.CorrectContractAsync(
            new CorrectContractRequest { ContractId = contract.ContractId, FirstDay = "1989-01-01", Reason = "x" }));

        Assert.StartsWith("first_day '1989-01-01': is not after the worker's birth date", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("1990", refused, StringComparison.Ordinal);
    }

    // What the row says of the birth date is left to Import: the register's counts.
    [Fact]
    public async Task CorrectByFile_FirstDayBeforeTheBirthDateOfTheRegister_IsRejected()
    {
        var (city, _) = await RegisteredAsync(new RegisterLine { BirthDate = "1990-05-12" });
        var rows = await SentCorrections.RowsAsync(registry, city, ExportFormat.Csv, "2020-12-31");
        (rows[0]["Tanggal Lahir"], rows[0]["Tanggal Mulai"]) = ("1970-05-12", "1989-01-01");

        var reply = await SentCorrections.SendAsync(registry, city, await SentCorrections.FileOfAsync(rows, ExportFormat.Csv));

        var finding = Assert.Single(reply.Findings, finding => finding.Severity is Severity.Rejected);
        Assert.Equal((1, "Tanggal Mulai"), (reply.RowsRejected, finding.Column));
        Assert.Contains("is not after the worker's birth date", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectContract_ToTheLimitsOfAnImport_ComesInAgainUnchanged()
    {
        var (city, contract) = await RegisteredAsync(new RegisterLine { BirthDate = "1990-05-12" });
        await Corrections.CorrectContractAsync(new CorrectContractRequest
        {
            ContractId = contract.ContractId,
            FirstDay = "1990-05-13",
            LastDay = "2100-12-31",
            MonthlyWage = 1_000_000_000_000,
            Position = "=1+1",
            Reason = "x",
        });

        var again = await registry.ImportAsync(city, (await ReceivedExport.OfAsync(registry, city, ExportFormat.Xlsx)).Content);

        Assert.Equal((1, 1, 0), (again.RowsRead, again.RowsUnchanged, again.RowsRejected));
    }

    private async Task<(City City, ContractPeriod Contract)> RegisteredAsync(RegisterLine line)
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(line));
        return (city, Assert.Single(await registry.PeriodsAsync(city)));
    }

    private static async Task<string> RefusedAsync<TReply>(Func<AsyncUnaryCall<TReply>> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await call());
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused.Status.Detail;
    }
}
