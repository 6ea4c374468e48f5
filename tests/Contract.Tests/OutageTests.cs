using Grpc.Core;
using Workforce.Contract.Contracts;
using Workforce.Evaluation.Events;
using Workforce.Notification.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>The service where a chunk waits until nothing is in flight, and the other services are slow or down.</summary>
public sealed class PatientContractHost(TestServers servers) : ContractHost(servers)
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        base.Settings.Where(setting => setting.Key != "Sweep:PauseSeconds").Concat(
        [
            new("Sweep:ContractsInFlight", "1"),
            new("Sweep:PauseSeconds", "600"),
        ]);
}

[Collection(Servers.Name)]
public sealed class OutageTests(PatientContractHost host) : IClassFixture<PatientContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Sweep_RegistryFails_IsUnavailableAndNothingExpiresUntilItAnswers()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 5));

        host.Running.Log.Expect("Registry is away");
        host.Cities.Answers = false;
        var error = await Assert.ThrowsAsync<RpcException>(() => town.ExpireAsync());

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(5, (await town.CountAsync()).InForce);

        host.Cities.Answers = true;
        Assert.Equal(5, (await town.ExpireAsync()).ContractsExpired);
        await FinishAsync(town);
    }

    [Fact]
    public async Task Sweep_ConsumersAreBehind_WaitsUntilTheyHaveCaughtUp()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1_500));

        var sweep = town.ExpireAsync();
        await town.PublishedAsync(1_000);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.Equal(500, (await town.CountAsync()).InForce);

        await FinishAsync(town);
        Assert.Equal(1_500, (await sweep).ContractsExpired);
        await town.PublishedAsync(1_500);
        await FinishAsync(town);
    }

    [Fact]
    public async Task Sweep_BatchWaitsForADeadLetteredContract_IsNotHeldUp()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var waiting = await host.FoundAsync();
        await waiting.RegisterAsync(waiting.YearUntil("2020-12-31", 10));
        await waiting.ExpireAsync();
        await FinishAsync(waiting, deadLetter: 1);

        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 5));

        Assert.Equal(5, (await town.ExpireAsync().WaitAsync(TimeSpan.FromMinutes(1))).ContractsExpired);
        await FinishAsync(town);
    }

    private async Task FinishAsync(Town town, int deadLetter = 0)
    {
        await Eventually.HoldsAsync(() => town.Expired.Any(), "a batch was published");
        foreach (var batch in town.Expired.ToList())
        {
            var handled = ExpiredBatches.CountOf(batch) - deadLetter;
            await host.PublishAsync(new EvaluationsRequested(batch.BatchId, batch.CycleId, handled));
            await host.PublishAsync(new NoticesIssued(batch.BatchId, batch.CycleId, handled, DateTimeOffset.UnixEpoch));
        }
    }
}
