using Workforce.Contract.Events;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Time;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>
/// The table of docs/corrections.md, as far as Contract has a part in it: what is corrected before a night, after it, and while the sweep has
/// the contract in hand. Wage, name and NIK are none of its business; a corrected wage comes as a revision with the same terms.
/// </summary>
[Collection(Servers.Name)]
public sealed class CorrectionCellTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Correct_LastDayBeforeTheNight_ContractIsNotDue()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await town.CorrectAsync(contracts[0] with { LastDay = Town.Day("2021-12-31"), Revision = 1 });

        Assert.Equal(4, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        Assert.Equal((1, 4), await town.InForceAndExpiredAsync());
    }

    [Fact]
    public async Task Correct_LastDayInForceToOneThatIsOver_ExpiresByTheNextSweep()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var late = town.Contract("2020-01-01", "2021-12-31");
        await town.RegisterAsync(late);
        Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        await town.CorrectAsync(late with { LastDay = contracts[0].LastDay, Revision = 1 });

        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal((6, 0), ((await town.ProgressAsync()).Expired, (await town.ProgressAsync()).Returned));
    }

    [Fact]
    public async Task Correct_UnitBeforeTheNight_ExpiresInTheRightUnitByItsHead()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await town.CorrectAsync(contracts[0] with { UnitId = UnitId(town, 3), Revision = 1 });

        Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        await town.PublishedAsync(5);
        var batch = Assert.Single(town.Expired);
        Assert.Null(batch.Repeated);
        AssertIn(town, 3, batch, contracts[0]);
        Assert.Equal(0, (await town.ProgressAsync()).Returned);
    }

    [Theory]
    [InlineData("first day", false)]
    [InlineData("first day", true)]
    [InlineData("position", false)]
    [InlineData("position", true)]
    [InlineData("wage", false)]
    [InlineData("wage", true)]
    public async Task Correct_WhatTheNightDoesNotTurnOn_ContractExpiresOnceInItsUnit(string what, bool afterTheNight)
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: afterTheNight);

        await town.CorrectAsync(Corrected(town, contracts[0], what));

        Assert.Equal(afterTheNight ? 0 : 5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal((0, 5), await town.InForceAndExpiredAsync());
        Assert.Equal((5, 0), ((await town.ProgressAsync()).Expired, (await town.ProgressAsync()).Returned));
        await town.PublishedAsync(5);
        AssertIn(town, 0, Assert.Single(town.Expired), contracts[0]);
        Assert.Empty(await town.ReturnedAsync(0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Withdraw_BeforeOrAfterTheNight_ContractIsGoneAndTold(bool afterTheNight)
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: afterTheNight);

        await town.WithdrawAsync(contracts[0]);
        if (!afterTheNight)
            Assert.Equal(4, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        Assert.Equal((0, 4), await town.InForceAndExpiredAsync());
        Assert.Equal((4, afterTheNight ? 1 : 0), ((await town.ProgressAsync()).Expired, (await town.ProgressAsync()).Returned));
        Assert.Equal(afterTheNight ? [true] : [], (await town.ReturnedAsync(afterTheNight ? 1 : 0)).SelectMany(one => one.Contracts).Select(one => one.IsWithdrawn));
        Assert.Equal(0, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
    }

    [Fact]
    public async Task Correct_LastDayThatIsNotOver_ContractReturnsToForceAndIsTold()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);

        await town.CorrectAsync(contracts[0] with { LastDay = Town.Day("2021-12-31"), Revision = 1 });

        Assert.Equal((1, 4), await town.InForceAndExpiredAsync());
        var returned = await town.ReturnedAsync(1);
        Assert.Equal(
            new ReturnedContract(contracts[0].ContractId, contracts[0].WorkerId, contracts[0].UnitId, 0, false, Town.Day("2021-12-31"), false),
            Assert.Single(Assert.Single(returned).Contracts));
        var progress = await town.ProgressAsync();
        Assert.Equal((4, 4, 1), (progress.Expired, progress.RequestsDue, progress.Returned));
        Assert.Equal(0, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
    }

    [Fact]
    public async Task Correct_LastDayToAnotherThatIsOver_ExpiresAnewInThatDaysCycle()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);

        await town.CorrectAsync(contracts[0] with { LastDay = Town.Day("2020-11-30"), Revision = 1 });
        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        Assert.Equal([("2020-12-31", 4, 1), ("2020-11-30", 1, 0)], await CyclesAsync(town));
        Assert.True(Assert.Single(Assert.Single(await town.ReturnedAsync(1)).Contracts).IsOver);
    }

    [Fact]
    public async Task Correct_UnitAfterTheNight_ExpiresAnewInTheRightUnitByItsHead()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);

        await town.CorrectAsync(contracts[0] with { UnitId = UnitId(town, 3), Revision = 1 });
        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        await town.PublishedAsync(6);
        var anew = town.Expired.Single(batch => batch.Repeated is not null);
        Assert.Equal(new RepeatedExpiry(contracts[0].ContractId, 1), Assert.Single(anew.Repeated!));
        AssertIn(town, 3, anew, contracts[0]);
        Assert.Equal((0, 5), await town.InForceAndExpiredAsync());
        var progress = await town.ProgressAsync();
        Assert.Equal((5, 1), (progress.Expired, progress.Returned));
    }

    [Theory]
    [InlineData("last day, not over")]
    [InlineData("last day, over")]
    [InlineData("unit")]
    [InlineData("withdrawal")]
    public async Task Correct_WhileTheSweepHasTheContractInHand_IsTakenBackAfterwards(string what)
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var corrected = Corrected(town, contracts[0], what);

        await CorrectInHandAsync(town, corrected);

        var returned = Assert.Single(Assert.Single(await town.ReturnedAsync(1)).Contracts);
        Assert.Equal(
            new ReturnedContract(contracts[0].ContractId, contracts[0].WorkerId, contracts[0].UnitId, 0, corrected.IsWithdrawn, corrected.LastDay, corrected.LastDay < Town.Day("2021-01-01")),
            returned);
        Assert.Equal([("2020-12-31", 4, 1)], await CyclesAsync(town));
        var anew = what is "last day, over" or "unit";
        Assert.Equal(anew ? 1 : 0, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        await town.PublishedAsync(anew ? 6 : 5);
        AssertIn(town, 0, town.Expired.Single(batch => batch.Repeated is null), contracts[0]);
        Assert.Equal(
            anew ? [new RepeatedExpiry(contracts[0].ContractId, 1)] : [], town.Expired.SelectMany(batch => batch.Repeated ?? []));
        Assert.Equal(
            what switch { "last day, not over" => (1, 4), "withdrawal" => (0, 4), _ => (0, 5) }, await town.InForceAndExpiredAsync());
        Assert.Equal(what == "last day, over" ? [("2020-12-31", 4, 1), ("2020-11-30", 1, 0)] : [("2020-12-31", anew ? 5 : 4, 1)], await CyclesAsync(town));
        if (anew)
            AssertIn(town, what == "unit" ? 3 : 0, town.Expired.Single(batch => batch.Repeated is not null), contracts[0]);
    }

    [Theory]
    [InlineData("first day")]
    [InlineData("position")]
    [InlineData("wage")]
    public async Task Correct_WhatTheNightDoesNotTurnOnInHand_ContractStaysExpired(string what)
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var corrected = Corrected(town, contracts[0], what);

        await CorrectInHandAsync(town, corrected);

        Assert.Equal((0, 5), await town.InForceAndExpiredAsync());
        Assert.Equal(0, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal([("2020-12-31", 5, 0)], await CyclesAsync(town));
        await town.PublishedAsync(5);
        AssertIn(town, 0, Assert.Single(town.Expired), contracts[0]);
        Assert.Empty(await town.ReturnedAsync(0));
        var listed = (await host.Contracts.ListContractsAsync(new V1.ListContractsRequest { WorkerId = $"{corrected.WorkerId}" })).Contracts;
        Assert.Equal((corrected.FirstDay.ToIso(), corrected.Position ?? ""), (Assert.Single(listed).FirstDay, listed[0].Position));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Correct_WorkerWhoGoesOn_LeavesTheSumsOfThoseWhoDoUntilItExpiresAnew(bool ratesPastPeriod)
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest
        {
            Policy = new V1.Policy(town.Policy) { Continuing = new V1.ContinuingPolicy { RatePastPeriod = ratesPastPeriod } },
        });
        await town.RegisterAsync(town.Contract("2021-01-01", "2021-12-31", worker: contracts[0].WorkerId));
        await town.ExpireAsync("2021-01-01");
        var requested = ratesPastPeriod ? 1 : 0;
        Assert.Equal((5, 1, 4 + requested, 0), Sums(await town.ProgressAsync()));

        await town.CorrectAsync(contracts[0] with { UnitId = UnitId(town, 3), Revision = 1 });

        Assert.Equal((4, 0, 4, 1), Sums(await town.ProgressAsync()));
        await town.ExpireAsync("2021-01-01");
        Assert.Equal((5, 1, 4 + requested, 1), Sums(await town.ProgressAsync()));

        static (int, int, int, int) Sums(V1.CycleProgress progress) => (progress.Expired, progress.Continuing, progress.RequestsDue, progress.Returned);
    }

    private static RegisteredContract Corrected(Town town, RegisteredContract contract, string what) => what switch
    {
        "last day, not over" => contract with { LastDay = Town.Day("2021-12-31"), Revision = 1 },
        "last day, over" => contract with { LastDay = Town.Day("2020-11-30"), Revision = 1 },
        "unit" => contract with { UnitId = UnitId(town, 3), Revision = 1 },
        "first day" => contract with { FirstDay = Town.Day("2020-02-01"), Revision = 1 },
        "position" => contract with { Position = "Perawat", Revision = 1 },
        "wage" => contract with { Revision = 1 },
        "withdrawal" => contract with { Revision = 1, IsWithdrawn = true },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "is corrected in no test"),
    };

    // The correction comes while the sweep has claimed the five contracts of the year's end, and is done once that has committed.
    private async Task CorrectInHandAsync(Town town, RegisteredContract corrected)
    {
        await using var sweep = await HeldSweep.StartAsync(host, town, "2021-01-01");
        var id = Guid.NewGuid();
        await host.PublishAsync(new ContractsRegistered(town.Id, [corrected]), id);
        await sweep.IsWaitedForAsync();

        Assert.Equal(5, await sweep.ReleaseAsync());

        await host.Running.HandledAsync(id);
    }

    private static Guid UnitId(Town town, int unit) => Guid.Parse(town.Units[unit].Id);

    // Unit a alone is exempt.
    private static void AssertIn(Town town, int unit, ContractsExpired batch, RegisteredContract contract)
    {
        var share = batch.Units.Single(one => one.Contracts.Any(expired => expired.ContractId == contract.ContractId));
        Assert.Equal((UnitId(town, unit), Guid.Parse(town.Units[unit].Head.Id), unit == 0), (share.UnitId, share.HeadId, share.KeepsWorking));
    }

    private async Task<IEnumerable<(string LastDay, int Expired, int Returned)>> CyclesAsync(Town town) =>
        (await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{town.Id}" })).Cycles.Select(cycle => (cycle.LastDay, cycle.Expired, cycle.Returned));
}
