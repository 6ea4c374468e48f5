using Grpc.Core;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>What a sweep leaves in force is named, with the reason.</summary>
[Collection(Servers.Name)]
public sealed class LeftOutTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Expire_DaysBeforeTheFirstPolicy_AreNamedWithTheirContracts()
    {
        host.Running.Log.Expect("was left out of the sweep");
        var town = await TownAsync();
        await town.RegisterAsync(
            town.Contract("2017-01-01", "2017-06-30"), town.Contract("2018-01-01", "2018-06-30"), town.Contract("2018-01-01", "2018-06-30", unit: 1),
            town.Contract("2020-01-01", "2020-12-31"), town.Contract("2020-01-01", "2021-12-31"));

        var reply = await town.ExpireAsync();

        Assert.Equal(1, reply.ContractsExpired);
        Assert.Equal([("2017-06-30", 1), ("2018-06-30", 2)], reply.LeftOut.Select(day => (day.LastDay, day.Contracts)));
        Assert.All(reply.LeftOut, day => Assert.Equal((V1.LeftOutReason.NoPolicy, ""), (day.Reason, day.UnitId)));
        Assert.Equal("Kota Kupang has no policy in force on 2018-07-01; apply one first", reply.LeftOut[1].Explanation);
        Assert.Equal(reply.LeftOut, await ListAsync(town));
    }

    [Fact]
    public async Task Expire_UnitThatTheRegisterDoesNotHave_IsNamedAlone()
    {
        host.Running.Log.Expect("the register has no such unit");
        var town = await TownAsync();
        var unknown = Guid.CreateVersion7();
        await town.RegisterAsync([.. town.YearUntil("2020-12-31", 4), town.Contract("2020-01-01", "2020-12-31") with { UnitId = unknown }]);

        var reply = await town.ExpireAsync();

        var leftOut = Assert.Single(reply.LeftOut);
        Assert.Equal((V1.LeftOutReason.UnitNotRegistered, 1, $"{unknown}"), (leftOut.Reason, leftOut.Contracts, leftOut.UnitId));
    }

    [Fact]
    public async Task Expire_NothingMissing_LeavesNothingOut()
    {
        var town = await TownAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 4));

        Assert.Empty(await ListAsync(town)); // due, and nothing is in the way
        Assert.Empty((await town.ExpireAsync()).LeftOut);
    }

    [Fact]
    public async Task ListLeftOutDays_PolicyIsAppliedAfterAll_IsEmptyAndTheNextSweepExpires()
    {
        host.Running.Log.Expect("was left out of the sweep");
        var town = await TownAsync();
        await town.RegisterAsync([town.Contract("2018-01-01", "2018-06-30"), .. town.YearUntil("2020-12-31", 1)]);
        await town.ExpireAsync();
        Assert.Single(await ListAsync(town));

        var policy = town.Policy;
        policy.EffectiveFrom = "2018-01-01";
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest { Policy = policy });

        Assert.Empty(await ListAsync(town));
        Assert.Equal(1, (await town.ExpireAsync()).ContractsExpired);
    }

    [Fact]
    public async Task ListLeftOutDays_UnknownCity_IsNotFound()
    {
        var call = host.Cycles.ListLeftOutDaysAsync(new V1.ListLeftOutDaysRequest { CityId = $"{Guid.NewGuid()}" });

        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
    }

    private async Task<Town> TownAsync()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        return await host.FoundAsync();
    }

    private async Task<IEnumerable<V1.LeftOutDay>> ListAsync(Town town) =>
        (await host.Cycles.ListLeftOutDaysAsync(new V1.ListLeftOutDaysRequest { CityId = $"{town.Id}" })).Days;
}
