using Grpc.Core;
using Workforce.Contract.Expiry;
using Workforce.Evaluation.Events;
using Workforce.Notification.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>The service where at most one batch may be under way, and the others are slow or away.</summary>
public sealed class PatientContractHost(TestServers servers) : ContractHost(servers)
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        base.Settings.Where(setting => setting.Key != "Sweep:PatienceSeconds").Concat(
        [
            new("Sweep:BatchesInFlight", "1"),
            new("Sweep:PatienceSeconds", "600"),
        ]);
}

[Collection(Servers.Name)]
public sealed class OutageTests(PatientContractHost host) : IClassFixture<PatientContractHost>
{
    [Fact]
    public async Task Sweep_RegistryFails_IsUnavailableAndNothingExpiresUntilItAnswers()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.AnnounceAsync(town.YearUntil("2020-12-31", 5));

        host.Neighbours.Cities.Answers = false;
        var error = await Assert.ThrowsAsync<RpcException>(() => town.ExpireAsync());

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(5, (await town.CountAsync()).InForce);

        host.Neighbours.Cities.Answers = true;
        Assert.Equal(5, (await town.ExpireAsync()).ContractsExpired);
        await FinishAsync(town);
    }

    [Fact]
    public async Task Sweep_OthersAreBehind_WaitsUntilTheyHaveCaughtUp()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.AnnounceAsync(town.YearUntil("2020-12-31", 1_500));

        var sweep = town.ExpireAsync();
        await town.HeardAsync(1_000);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.Equal(500, (await town.CountAsync()).InForce);

        await FinishAsync(town);
        Assert.Equal(1_500, (await sweep).ContractsExpired);
        await town.HeardAsync(1_500);
        await FinishAsync(town);
    }

    [Fact]
    public async Task Sweep_OthersWaitForAParkedContract_IsNotHeldUp()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var waiting = await host.FoundAsync();
        await waiting.AnnounceAsync(waiting.YearUntil("2020-12-31", 10));
        await waiting.ExpireAsync();
        await FinishAsync(waiting, parked: 1);

        var town = await host.FoundAsync();
        await town.AnnounceAsync(town.YearUntil("2020-12-31", 5));

        Assert.Equal(5, (await town.ExpireAsync().WaitAsync(TimeSpan.FromMinutes(1))).ContractsExpired);
        await FinishAsync(town);
    }

    private async Task FinishAsync(Town town, int parked = 0)
    {
        await Eventually.HoldsAsync(() => town.Heard.Any(), "a batch was announced");
        foreach (var batch in town.Heard.ToList())
        {
            await host.Neighbours.AnnounceAsync(new EvaluationsRequested(
                batch.BatchId, batch.CityId, batch.CycleId, batch.DueDay, [new RequestedUnit(Guid.Empty, Guid.Empty, Batches.CountOf(batch) - parked)]));
            await host.Neighbours.AnnounceAsync(new NoticesIssued(batch.BatchId, batch.CycleId, Batches.CountOf(batch) - parked, DateTimeOffset.UnixEpoch));
            await host.Neighbours.AnnounceAsync(new LettersIssued(batch.BatchId, batch.CycleId));
        }
    }
}
