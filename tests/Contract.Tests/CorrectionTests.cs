using Workforce.Contract.Events;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>The register is corrected before a night, after it, and while the sweep has the contract in hand.</summary>
[Collection(Servers.Name)]
public sealed class CorrectionTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Correct_LastDayBeforeTheNight_ContractIsNotDue()
    {
        var (town, contracts) = await TownAsync();
        await CorrectAsync(town, contracts[0] with { LastDay = Town.Day("2021-12-31"), Revision = 1 });

        Assert.Equal(4, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        Assert.Equal((1, 4), await CountsAsync(town));
    }

    [Fact]
    public async Task Correct_LastDayInForceToOneThatIsOver_ExpiresByTheNextSweep()
    {
        var (town, contracts) = await TownAsync();
        var late = town.Contract("2020-01-01", "2021-12-31");
        await town.RegisterAsync(late);
        Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        await CorrectAsync(town, late with { LastDay = contracts[0].LastDay, Revision = 1 });

        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal((6, 0), ((await ProgressAsync(town)).Expired, (await ProgressAsync(town)).Returned));
    }

    [Fact]
    public async Task Correct_LastDayThatIsNotOver_ContractReturnsToForceAndIsTold()
    {
        var (town, contracts) = await ExpiredAsync();

        await CorrectAsync(town, contracts[0] with { LastDay = Town.Day("2021-12-31"), Revision = 1 });

        Assert.Equal((1, 4), await CountsAsync(town));
        var returned = await ReturnedAsync(town, 1);
        Assert.Equal(
            new ReturnedContract(contracts[0].ContractId, contracts[0].WorkerId, contracts[0].UnitId, 0, false, Town.Day("2021-12-31"), false),
            Assert.Single(Assert.Single(returned).Contracts));
        var progress = await ProgressAsync(town);
        Assert.Equal((4, 4, 1), (progress.Expired, progress.RequestsDue, progress.Returned));
        Assert.Equal(0, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
    }

    [Fact]
    public async Task Correct_UnitAfterTheNight_ExpiresAnewInTheRightUnit()
    {
        var (town, contracts) = await ExpiredAsync();
        var right = contracts[0] with { UnitId = Guid.Parse(town.Units[3].Id), Revision = 1 };

        await CorrectAsync(town, right);
        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        await town.PublishedAsync(6);
        var anew = town.Expired.Single(batch => batch.Repeated is not null);
        Assert.Equal(right.UnitId, Assert.Single(anew.Units).UnitId);
        Assert.Equal(new RepeatedExpiry(right.ContractId, 1), Assert.Single(anew.Repeated!));
        Assert.Equal((0, 5), await CountsAsync(town));
        var progress = await ProgressAsync(town);
        Assert.Equal((5, 1), (progress.Expired, progress.Returned));
    }

    [Fact]
    public async Task Correct_LastDayToAnotherThatIsOver_ExpiresAnewInThatDaysCycle()
    {
        var (town, contracts) = await ExpiredAsync();

        await CorrectAsync(town, contracts[0] with { LastDay = Town.Day("2020-11-30"), Revision = 1 });
        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        var cycles = (await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{town.Id}" })).Cycles;
        Assert.Equal([("2020-12-31", 4, 1), ("2020-11-30", 1, 0)], cycles.Select(cycle => (cycle.LastDay, cycle.Expired, cycle.Returned)));
    }

    [Theory]
    [InlineData("first day")]
    [InlineData("position")]
    public async Task Correct_WhatTheNightDoesNotTurnOn_ContractStaysExpired(string what)
    {
        var (town, contracts) = await ExpiredAsync();
        var corrected = what == "position" ? contracts[0] with { Position = "Perawat" } : contracts[0] with { FirstDay = Town.Day("2020-02-01") };

        await CorrectAsync(town, corrected with { Revision = 1 });

        Assert.Equal((0, 5), await CountsAsync(town));
        Assert.Equal(0, (await ProgressAsync(town)).Returned);
        Assert.Empty(await ReturnedAsync(town, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Withdraw_BeforeOrAfterTheNight_ContractIsGoneAndTold(bool afterTheNight)
    {
        var (town, contracts) = afterTheNight ? await ExpiredAsync() : await TownAsync();

        await WithdrawAsync(town, contracts[0]);
        if (!afterTheNight)
            Assert.Equal(4, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        Assert.Equal((0, 4), await CountsAsync(town));
        Assert.Equal((4, afterTheNight ? 1 : 0), ((await ProgressAsync(town)).Expired, (await ProgressAsync(town)).Returned));
        Assert.Equal(afterTheNight ? [true] : [], (await ReturnedAsync(town, afterTheNight ? 1 : 0)).SelectMany(one => one.Contracts).Select(one => one.IsWithdrawn));
        Assert.Equal(0, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
    }

    [Fact]
    public async Task Withdraw_HeardOfBeforeTheContract_ContractNeverEnters()
    {
        var (town, contracts) = await TownAsync();
        var late = town.Contract("2020-01-01", "2020-12-31");
        await WithdrawAsync(town, late);

        await host.PublishAsync(new ContractsRegistered(town.Id, [late]));
        await CorrectAsync(town, contracts[1] with { LastDay = Town.Day("2020-12-30"), Revision = 1 });

        Assert.Equal((5, 0), await CountsAsync(town));
        Assert.Equal(0, (await town.CountAsync()).Refused);
    }

    [Fact]
    public async Task Correct_HeardOfBeforeTheContract_EarlierRevisionChangesNothing()
    {
        var (town, contracts) = await TownAsync();
        var first = town.Contract("2020-01-01", "2020-12-31");
        await CorrectAsync(town, first with { LastDay = Town.Day("2021-12-31"), Revision = 1 });

        await host.PublishAsync(new ContractsRegistered(town.Id, [first]));
        await CorrectAsync(town, contracts[1] with { LastDay = Town.Day("2020-12-30"), Revision = 1 });

        Assert.Equal("2021-12-31", await LastDayAsync(first.ContractId));
        Assert.Equal(0, (await town.CountAsync()).Refused);
    }

    [Fact]
    public async Task Correct_TwoContractsOfAWorkerThatTradeDays_AreBothTakenOver()
    {
        var (town, _) = await TownAsync();
        var worker = Guid.CreateVersion7();
        var (early, late) = (town.Contract("2021-01-01", "2021-06-30", worker: worker), town.Contract("2021-07-01", "2021-12-31", worker: worker));
        await town.RegisterAsync(early, late);

        await CorrectAsync(
            town, early with { FirstDay = Town.Day("2021-07-01"), LastDay = Town.Day("2021-12-31"), Revision = 1 },
            late with { FirstDay = Town.Day("2021-01-01"), LastDay = Town.Day("2021-06-30"), Revision = 1 });

        Assert.Equal(("2021-12-31", "2021-06-30"), (await LastDayAsync(early.ContractId), await LastDayAsync(late.ContractId)));
    }

    [Fact]
    public async Task Correct_MakesRoomAfterTheContractThatNeedsIt_BothAreIn()
    {
        var (town, _) = await TownAsync();
        var worker = Guid.CreateVersion7();
        var (wrong, right) = (town.Contract("2021-01-01", "2021-12-31", worker: worker), town.Contract("2021-03-01", "2021-12-31", unit: 1, worker: worker));
        await town.RegisterAsync(wrong);
        host.Running.Log.Expect("were refused");
        await town.RegisterAsync(right);
        Assert.Equal(1, (await town.CountAsync()).Refused);

        await WithdrawAsync(town, wrong);

        Assert.Equal("2021-12-31", await LastDayAsync(right.ContractId));
        var counts = await town.CountAsync();
        Assert.Equal((6, 0, 1), (counts.InForce, counts.Refused, counts.Withdrawn));
    }

    [Fact]
    public async Task Correct_ComesWithWhatItMakesRoomFor_BothAreIn()
    {
        var (town, _) = await TownAsync();
        var worker = Guid.CreateVersion7();
        var (first, second) = (town.Contract("2021-01-01", "2021-12-31", worker: worker), town.Contract("2022-01-01", "2022-12-31", worker: worker));
        await town.RegisterAsync(first);

        await CorrectAsync(town, first with { LastDay = Town.Day("2021-06-30"), Revision = 1 }, second with { FirstDay = Town.Day("2021-07-01"), Revision = 1 });

        Assert.Equal(0, (await town.CountAsync()).Refused);
    }

    [Fact]
    public async Task Correct_ManyRevisionsInAnyOrderAtOnce_TheHighestHolds()
    {
        var (town, contracts) = await TownAsync();
        var revisions = Enumerable.Range(1, 12).Select(revision => contracts[0] with { LastDay = Town.Day("2021-01-01").AddMonths(revision), Revision = revision }).ToArray();
        Random.Shared.Shuffle(revisions);

        await Task.WhenAll(revisions.Select(revision => host.PublishAsync(new ContractsRegistered(town.Id, [revision]))));

        await Eventually.HoldsAsync(async () => await LastDayAsync(contracts[0].ContractId) == "2022-01-01", "the highest revision holds");
        Assert.Equal((5, 0, 0), ((await town.CountAsync()).InForce, (await town.CountAsync()).Refused, (await town.CountAsync()).Withdrawn));
    }

    [Fact]
    public async Task Correct_SameMessageAgain_TakesBackOnce()
    {
        var (town, contracts) = await ExpiredAsync();
        var corrected = new ContractsRegistered(town.Id, [contracts[0] with { LastDay = Town.Day("2021-12-31"), Revision = 1 }]);
        var id = Guid.NewGuid();
        for (var time = 0; time < 3; time++)
            await host.PublishAsync(corrected, id);

        await Eventually.HoldsAsync(async () => await CountsAsync(town) == (1, 4), "the contract is in force again");
        await host.PublishAsync(corrected);
        await CorrectAsync(town, contracts[1] with { LastDay = Town.Day("2021-12-31"), Revision = 1 });

        Assert.Equal(2, (await ProgressAsync(town)).Returned);
        Assert.Equal([0, 0], (await ReturnedAsync(town, 2)).DistinctBy(one => one.Contracts[0].ContractId).Select(one => one.Contracts[0].Expiry));
    }

    [Fact]
    public async Task Correct_WhileTheSweepHasTheContractInHand_IsTakenBackAfterwards()
    {
        var (town, contracts) = await TownAsync();
        await using var holds = await host.Running.Database.OpenConnectionAsync();
        await using (var transaction = await holds.BeginTransactionAsync())
        {
            // As a sweep's chunk does, up to its commit.
            await using var claim = holds.CreateCommand();
            var cycle = Guid.CreateVersion7();
            claim.CommandText = "update contract set cycle_id = $1 where contract_id = $2";
            claim.Parameters.Add(new() { Value = cycle });
            claim.Parameters.Add(new() { Value = contracts[0].ContractId });
            await claim.ExecuteNonQueryAsync();
            await host.PublishAsync(new ContractsRegistered(town.Id, [contracts[0] with { LastDay = Town.Day("2021-12-31"), Revision = 1 }]));
            await Eventually.HoldsAsync(
                async () => await host.Running.ScalarAsync<bool>("select exists (select from pg_locks where not granted)"), "the correction waits for the sweep");
            await transaction.CommitAsync();
        }

        await Eventually.HoldsAsync(async () => await LastDayAsync(contracts[0].ContractId) == "2021-12-31", "the contract is corrected");
        Assert.Equal((5, 0), await CountsAsync(town));
        Assert.Equal(0, Assert.Single(Assert.Single(await ReturnedAsync(town, 1)).Contracts).Expiry);
    }

    private async Task<(Town Town, RegisteredContract[] Contracts)> TownAsync()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        var contracts = town.YearUntil("2020-12-31", 5);
        await town.RegisterAsync(contracts);
        return (town, contracts);
    }

    private async Task<(Town Town, RegisteredContract[] Contracts)> ExpiredAsync()
    {
        var (town, contracts) = await TownAsync();
        Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        return (town, contracts);
    }

    private async Task CorrectAsync(Town town, params RegisteredContract[] corrected)
    {
        await host.PublishAsync(new ContractsRegistered(town.Id, corrected));
        foreach (var contract in corrected)
            await Eventually.HoldsAsync(
                async () => await host.Running.ScalarAsync<int>("select coalesce(max(revision), 0) from contract where contract_id = $1", contract.ContractId) == contract.Revision,
                "the correction arrived");
    }

    private async Task WithdrawAsync(Town town, RegisteredContract contract)
    {
        await host.PublishAsync(new ContractsRegistered(town.Id, [contract with { Revision = 1, IsWithdrawn = true }]));
        await Eventually.HoldsAsync(
            async () => await host.Running.ScalarAsync<long>("select count(*) from withdrawn_contract where contract_id = $1", contract.ContractId) == 1, "the withdrawal arrived");
    }

    private static async Task<(int InForce, int Expired)> CountsAsync(Town town)
    {
        var counts = await town.CountAsync();
        return (counts.InForce, counts.Expired);
    }

    private Task<string> LastDayAsync(Guid contractId) =>
        host.Running.ScalarAsync<string>("select coalesce((select last_day::text from contract where contract_id = $1), '')", contractId);

    private async Task<V1.CycleProgress> ProgressAsync(Town town) =>
        (await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{town.Id}" })).Cycles[0];

    // What came to Evaluation's queue of this city, until so many have.
    private async Task<IReadOnlyList<ContractsReturned>> ReturnedAsync(Town town, int messages)
    {
        var found = new List<ContractsReturned>();
        await Eventually.HoldsAsync(
            async () =>
            {
                found.AddRange((await host.Running.Broker.TakeAsync(QueueName.For<ContractsReturned>("evaluation")))
                    .Select(message => message.As<ContractsReturned>()).Where(one => one.CityId == town.Id));
                return found.Count >= messages;
            },
            $"{messages} messages say what returned");
        return found;
    }
}
