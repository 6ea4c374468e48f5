using System.Text.Json;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>A register that is corrected after its night: what followed is taken back, once, and the report closes.</summary>
[Collection(Systems.Name)]
public sealed class CorrectionTests(SharedSystem shared)
{
    private const int Contracts = 200;

    [Fact]
    public async Task Correct_AfterTheNight_ReportClosesAndTheHistoryTellsAll()
    {
        var city = await TestCity.CreateAsync(shared.Running, Contracts);
        await city.ExpireAsync();
        await city.AwaitAsync(expired: Contracts, returned: 0);
        // Unit 1 is the right one of the third, so it is not its own.
        var right = await city.UnitIdAsync("unit-1");
        var periods = (await PeriodsAsync(city)).Where(period => period.UnitId != right).ToList();

        await CommandAsync("contract", "correct", periods[0].ContractId, "--last-day", "2021-12-31", "--reason", "tahun salah", "--paper", "814/1", "--paper-date", "2021-01-04");
        await CommandAsync("contract", "withdraw", periods[1].ContractId, "--reason", "tidak pernah ada");
        await CommandAsync("contract", "correct", periods[2].ContractId, "--unit", "unit-1", "--reason", "unit salah");
        await city.AwaitAsync(expired: Contracts - 3, returned: 3);
        // By its own unit it is due still.
        await CommandAsync("expire", "--city", city.Code, "--as-of", "2021-01-01");
        await city.AwaitAsync(expired: Contracts - 2, returned: 3);

        var report = JsonDocument.Parse(await CommandAsync("report", "--city", city.Code, "--json")).RootElement;
        foreach (var (figure, value) in ((string, int)[])
                 [("contracts_due", Contracts - 2), ("contracts_expired", Contracts - 2), ("evaluation_requests", Contracts - 2), ("worker_notices", Contracts - 2), ("contracts_returned", 3), ("lost", 0), ("doubled", 0)])
            Assert.Equal((figure, value), (figure, report.GetProperty(figure).GetInt32()));
        var history = await CommandAsync("contract", "history", periods[0].ContractId);
        Assert.All(["last day", "2020-12-31", "2021-12-31", "tahun salah", "814/1", "Yohana Taek"], said => Assert.Contains(said, history, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<ContractPeriod>> PeriodsAsync(TestCity city) =>
        (await new RegisterService.RegisterServiceClient(shared.Running.ChannelTo("registry"))
            .ListContractPeriodsAsync(new ListContractPeriodsRequest { CityId = city.Id })).ContractPeriods;

    private Task<string> CommandAsync(params string[] arguments) => CommandLine.OutputAsync(shared.Running, expected: 0, arguments);
}
