using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>The service with its timer on.</summary>
public sealed class TimedContractHost(TestServers servers) : ContractHost(servers)
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        base.Settings.Where(setting => setting.Key != "Sweep:Timer").Append(new("Sweep:EverySeconds", "1"));
}

[Collection(Servers.Name)]
public sealed class TimerTests(TimedContractHost host) : IClassFixture<TimedContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Timer_MidnightPasses_SweepsEachCityOnItsOwn()
    {
        host.Clock.Set("2020-12-31T12:00:00Z");
        var (east, west) = (await host.FoundAsync("Asia/Makassar"), await host.FoundAsync("Asia/Jakarta"));
        await east.RegisterAsync(east.YearUntil("2020-12-31", 1_500));
        await west.RegisterAsync(west.YearUntil("2020-12-31", 10));

        host.Clock.Set("2020-12-31T16:00:05Z");
        await east.PublishedAsync(1_500);
        Assert.Equal(10, (await west.CountAsync()).InForce);

        host.Clock.Set("2020-12-31T17:00:05Z");
        await west.PublishedAsync(10);
        Assert.Equal(1_500, (await east.CountAsync()).Expired);
    }

    [Fact]
    public async Task Timer_NextContractArrivesAfterTheLastDayIsOver_WorkerGoesOn()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        var (ended, other) = (town.Contract("2020-01-01", "2020-12-31"), town.Contract("2020-01-01", "2020-12-31"));
        host.Cities.Contracts[town.Id] = 3;
        await town.RegisterAsync(ended, other);
        await Task.Delay(TimeSpan.FromSeconds(3)); // the timer ticks each second
        Assert.Equal((2, 0), await CountAsync(town));

        await town.RegisterAsync(town.Contract("2021-01-01", "2021-12-31") with { WorkerId = ended.WorkerId });

        await town.PublishedAsync(2);
        Assert.Equal((1, 2), await CountAsync(town));
        var cycle = Assert.Single((await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{town.Id}" })).Cycles);
        Assert.Equal((2, 1), (cycle.Expired, cycle.Continuing));
    }

    [Fact]
    public async Task Timer_OneCityIsBeingImported_OthersAreSweptAndItIsLater()
    {
        host.Clock.Set("2020-12-31T12:00:00Z");
        var (importing, whole) = (await host.FoundAsync(), await host.FoundAsync());
        host.Cities.Importing[importing.Id] = true;
        await importing.RegisterAsync(importing.YearUntil("2020-12-31", 3));
        await whole.RegisterAsync(whole.YearUntil("2020-12-31", 5));

        host.Clock.Set("2021-01-01T00:00:05+08:00");
        await whole.PublishedAsync(5);
        Assert.Equal((3, 0), await CountAsync(importing));

        host.Cities.Importing.Clear();
        await importing.PublishedAsync(3);
    }

    private static async Task<(int InForce, int Expired)> CountAsync(Town town)
    {
        var counts = await town.CountAsync();
        return (counts.InForce, counts.Expired);
    }

    [Fact]
    public async Task Timer_OneCityCannotBeSwept_OthersAre()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var (without, with) = (await host.FoundAsync(), await host.FoundAsync());
        await host.Running.ExecuteAsync("delete from policy where city_id = $1", without.Id);
        host.Running.Log.Expect("was left out of the sweep");
        host.Running.Log.Expect("stopped and will be retried");
        await without.RegisterAsync(without.YearUntil("2020-12-31", 3));

        await with.RegisterAsync(with.YearUntil("2020-12-31", 5));

        await with.PublishedAsync(5);
        Assert.Equal(3, (await without.CountAsync()).InForce);
    }
}
