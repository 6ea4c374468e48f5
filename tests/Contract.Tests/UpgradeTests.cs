using Workforce.Notification.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class UpgradeTests(EarlierContractHost host) : IClassFixture<EarlierContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Start_DatabaseOfAnEarlierVersionInTheMiddleOfANight_PlaysItToItsEnd()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        host.Cities[host.CityId] = [Town.Unit("a")];
        host.Cities[host.CityId][0].Id = $"{host.UnitId}";
        Assert.Equal((2, 2, 1), await ProgressAsync());

        var swept = await host.Cycles.ExpireAsync(new V1.ExpireRequest { CityId = $"{host.CityId}" });
        Assert.Equal((1, 0), (swept.ContractsExpired, swept.LeftOut.Count));
        await host.PublishAsync(new NoticesIssued(host.UnnotifiedBatchId, host.CycleId, 1, DateTimeOffset.UtcNow));
        await Eventually.HoldsAsync(async () => await ProgressAsync() == (3, 2, 2), "the notice is reported");

        Assert.Equal(2, await host.Running.ScalarAsync<int>(
            "select count(*)::int from expiry_batch where finished_at is not null and batch_id = any($1)", new[] { host.FinishedBatchId, host.UnnotifiedBatchId }));
    }

    [Fact]
    public async Task Start_DatabaseOfAnEarlierVersion_KnowsVendorsContractsByTheirEmployer()
    {
        var contracts = (await host.Contracts.ListContractsAsync(new V1.ListContractsRequest { CityId = $"{host.CityId}" })).Contracts;

        Assert.Equal(3, contracts.Count);
        Assert.Equal(
            [$"{host.VendorContractId}"],
            contracts.Where(contract => contract.Engagement is Registry.V1.EngagementKind.Outsourced).Select(contract => contract.Id));
    }

    [Fact]
    public async Task Start_DatabaseOfAnEarlierVersion_KnowsTermsSinceTheyWereReceived() => Assert.Equal(
        3, await host.Running.ScalarAsync<int>("select count(*)::int from contract where city_id = $1 and recorded_at = received_at", host.CityId));

    private async Task<(int Expired, int Requested, int Notified)> ProgressAsync()
    {
        var cycle = Assert.Single((await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{host.CityId}" })).Cycles);
        return (cycle.Expired, cycle.Requested, cycle.Notified);
    }
}
