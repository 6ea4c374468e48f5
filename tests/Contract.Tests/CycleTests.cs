using Grpc.Core;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class CycleTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task GetCycle_Opened_HasAllThatWasFrozen()
    {
        var town = await SweptAsync();

        var cycle = await GetAsync(town);

        Assert.Equal(("Kota Kupang", "2020-12-31", "2021-01-14", "2021-01-04"), (cycle.CityName, cycle.LastDay, cycle.DueDay, cycle.StayHomeFrom));
        Assert.Equal(5, cycle.Units.Count);
        Assert.Equal(town.Units[0].Id, Assert.Single(cycle.Units, unit => unit.KeepsWorking).UnitId);
        Assert.Equal(town.Units[1].Head.Id, cycle.Units.Single(unit => unit.UnitId == town.Units[1].Id).HeadId);
        Assert.Equal((1, 1), (cycle.Policy.Version, cycle.ExemptionList.Version));
    }

    [Fact]
    public async Task GetCycle_CityChangesItsMindAfterwards_StaysAsItWas()
    {
        var town = await SweptAsync();
        var before = await GetAsync(town);

        var policy = town.Policy;
        policy.Rounds.ExpiryDueDays = 60;
        var exemptions = town.Exemptions;
        exemptions.UnitCodes.Add("b");
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest { Policy = policy });
        await host.Policies.ApplyExemptionListAsync(new V1.ApplyExemptionListRequest { ExemptionList = exemptions });
        foreach (var unit in town.Units)
            unit.Head.Name = "Orang Lain";
        await town.RegisterAsync(town.YearUntil("2020-12-31", 5));
        await town.ExpireAsync();

        Assert.Equal(before, await GetAsync(town));
    }

    [Fact]
    public async Task GetCycle_Unknown_IsNotFound()
    {
        var call = host.Cycles.GetCycleAsync(new V1.GetCycleRequest { CycleId = $"{Guid.NewGuid()}" });

        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task Sweep_UnitRegisteredAfterTheCycleWasOpened_JoinsIt()
    {
        var town = await SweptAsync();
        var added = Town.Unit("f");
        host.Cities[town.Id] = [.. town.Units, added];
        await town.RegisterAsync(town.Contract("2020-01-01", "2020-12-31") with { UnitId = Guid.Parse(added.Id) });

        Assert.Equal(1, (await town.ExpireAsync()).ContractsExpired);

        Assert.Equal(6, (await GetAsync(town)).Units.Count);
    }

    [Fact]
    public async Task Sweep_UnitThatTheRegisterDoesNotHave_HoldsUpNoOther()
    {
        host.Running.Log.Expect("the register has no such unit");
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync([.. town.YearUntil("2020-12-31", 9), town.Contract("2020-01-01", "2020-12-31") with { UnitId = Guid.CreateVersion7() }]);

        Assert.Equal(9, (await town.ExpireAsync()).ContractsExpired);

        Assert.Equal(1, (await town.CountAsync()).InForce);
        Assert.Equal(0, (await town.ExpireAsync()).ContractsExpired);
    }

    [Fact]
    public async Task ListCycles_SeveralDays_ArePagedNewestFirst()
    {
        host.Clock.Set("2021-01-10T08:00:00+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync([.. town.YearUntil("2020-12-30", 1), .. town.YearUntil("2020-12-31", 2), .. town.YearUntil("2021-01-03", 3)]);
        await town.ExpireAsync();

        var first = await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{town.Id}", PageSize = 2 });
        var second = await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{town.Id}", PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal(["2021-01-03", "2020-12-31", "2020-12-30"], first.Cycles.Concat(second.Cycles).Select(cycle => cycle.LastDay));
        Assert.Equal([3, 2, 1], first.Cycles.Concat(second.Cycles).Select(cycle => cycle.Expired));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task ListContracts_ByCycleInPages_HasEachContractOnce()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync([.. town.YearUntil("2020-12-31", 23), .. town.YearUntil("2021-12-31", 4)]);
        var cycleId = (await town.ExpireAsync()).Cycles[0].CycleId;

        var ids = new List<string>();
        var request = new V1.ListContractsRequest { CycleId = cycleId, PageSize = 5 };
        do
        {
            var page = await host.Contracts.ListContractsAsync(request);
            ids.AddRange(page.Contracts.Select(contract => contract.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(23, ids.Count);
        Assert.Equal(23, ids.Distinct().Count());
    }

    [Fact]
    public async Task ListContracts_ByWorkerOrState_HasThoseOnly()
    {
        var town = await SweptAsync();
        var worker = Guid.CreateVersion7();
        await town.RegisterAsync(town.Contract("2021-01-01", "2021-12-31", unit: 2, worker: worker));

        var ofWorker = await host.Contracts.ListContractsAsync(new V1.ListContractsRequest { WorkerId = $"{worker}" });
        var inForce = await host.Contracts.ListContractsAsync(
            new V1.ListContractsRequest { CityId = $"{town.Id}", UnitId = town.Units[2].Id, State = V1.ContractState.InForce });

        Assert.Equal($"{worker}", Assert.Single(ofWorker.Contracts).WorkerId);
        Assert.Equal(ofWorker.Contracts, inForce.Contracts);
    }

    private async Task<Town> SweptAsync()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 10));
        await town.ExpireAsync();
        return town;
    }

    private async Task<V1.Cycle> GetAsync(Town town)
    {
        var listed = await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{town.Id}" });
        return await host.Cycles.GetCycleAsync(new V1.GetCycleRequest { CycleId = listed.Cycles.Single().CycleId });
    }
}
