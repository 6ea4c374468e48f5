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
