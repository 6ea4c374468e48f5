using Workforce.Contract.Events;
using Workforce.Registry.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>Corrections that come in any order, together, many at once or again, and what makes room for another contract.</summary>
[Collection(Servers.Name)]
public sealed class CorrectionTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Withdraw_HeardOfBeforeTheContract_ContractNeverEnters()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var late = town.Contract("2020-01-01", "2020-12-31");
        await town.WithdrawAsync(late);

        await host.PublishAsync(new ContractsRegistered(town.Id, [late]));
        await town.CorrectAsync(contracts[1] with { LastDay = Town.Day("2020-12-30"), Revision = 1 });

        Assert.Equal((5, 0), await town.InForceAndExpiredAsync());
        Assert.Equal(0, (await town.CountAsync()).Refused);
    }

    [Fact]
    public async Task Correct_HeardOfBeforeTheContract_EarlierRevisionChangesNothing()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var first = town.Contract("2020-01-01", "2020-12-31");
        await town.CorrectAsync(first with { LastDay = Town.Day("2021-12-31"), Revision = 1 });

        await host.PublishAsync(new ContractsRegistered(town.Id, [first]));
        await town.CorrectAsync(contracts[1] with { LastDay = Town.Day("2020-12-30"), Revision = 1 });

        Assert.Equal("2021-12-31", await town.LastDayAsync(first));
        Assert.Equal(0, (await town.CountAsync()).Refused);
    }

    [Fact]
    public async Task Correct_TwoContractsOfAWorkerThatTradeDays_AreBothTakenOver()
    {
        var (town, _) = await host.EndOfYearAsync();
        var worker = Guid.CreateVersion7();
        var (early, late) = (town.Contract("2021-01-01", "2021-06-30", worker: worker), town.Contract("2021-07-01", "2021-12-31", worker: worker));
        await town.RegisterAsync(early, late);

        await town.CorrectAsync(
            early with { FirstDay = Town.Day("2021-07-01"), LastDay = Town.Day("2021-12-31"), Revision = 1 },
            late with { FirstDay = Town.Day("2021-01-01"), LastDay = Town.Day("2021-06-30"), Revision = 1 });

        Assert.Equal(("2021-12-31", "2021-06-30"), (await town.LastDayAsync(early), await town.LastDayAsync(late)));
    }

    [Fact]
    public async Task Correct_MakesRoomAfterTheContractThatNeedsIt_BothAreIn()
    {
        var (town, _) = await host.EndOfYearAsync();
        var worker = Guid.CreateVersion7();
        var (wrong, right) = (town.Contract("2021-01-01", "2021-12-31", worker: worker), town.Contract("2021-03-01", "2021-12-31", unit: 1, worker: worker));
        await town.RegisterAsync(wrong);
        host.Running.Log.Expect("were refused");
        await town.RegisterAsync(right);
        Assert.Equal(1, (await town.CountAsync()).Refused);

        await town.WithdrawAsync(wrong);

        Assert.Equal("2021-12-31", await town.LastDayAsync(right));
        var counts = await town.CountAsync();
        Assert.Equal((6, 0, 1), (counts.InForce, counts.Refused, counts.Withdrawn));
    }

    [Fact]
    public async Task Correct_ComesWithWhatItMakesRoomFor_BothAreIn()
    {
        var (town, _) = await host.EndOfYearAsync();
        var worker = Guid.CreateVersion7();
        var (first, second) = (town.Contract("2021-01-01", "2021-12-31", worker: worker), town.Contract("2022-01-01", "2022-12-31", worker: worker));
        await town.RegisterAsync(first);

        await town.CorrectAsync(first with { LastDay = Town.Day("2021-06-30"), Revision = 1 }, second with { FirstDay = Town.Day("2021-07-01"), Revision = 1 });

        Assert.Equal(0, (await town.CountAsync()).Refused);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Correct_GivesDaysThatAnotherCitysCorrectionGivesUp_BothAreInWhicheverComesFirst(bool needsRoom)
    {
        var ((town, _), (other, _)) = (await host.EndOfYearAsync(), await host.EndOfYearAsync());
        var worker = Guid.CreateVersion7();
        var (early, late) = (town.Contract("2021-01-01", "2021-12-31", worker: worker), other.Contract("2022-01-01", "2022-12-31", worker: worker));
        await town.RegisterAsync(early);
        await other.RegisterAsync(late);
        var (shorter, longer) = (early with { LastDay = Town.Day("2021-06-30"), Revision = 1 }, late with { FirstDay = Town.Day("2021-07-01"), Revision = 1 });

        if (needsRoom)
            await RefusedAsync(other, longer);
        await town.CorrectAsync(shorter);
        if (!needsRoom)
            await host.PublishAsync(new ContractsRegistered(other.Id, [longer]));

        await StoredAsync(longer);
        Assert.Equal("2021-06-30", await town.LastDayAsync(shorter));
        Assert.Equal((6, 0, 0), ((await other.CountAsync()).InForce, (await other.CountAsync()).Refused, (await town.CountAsync()).Refused));
        Assert.Empty(await other.ReturnedAsync(0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Correct_ExpiredToDaysThatAnotherCitysCorrectionGivesUp_IsTakenBackWhereItHasNoRoomAndExpiresAnew(bool needsRoom)
    {
        var ((town, _), (other, _)) = (await host.EndOfYearAsync(), await host.EndOfYearAsync());
        var worker = Guid.CreateVersion7();
        var (early, late) = (town.Contract("2020-01-01", "2020-06-30", worker: worker), other.Contract("2020-07-01", "2020-12-31", worker: worker));
        await town.RegisterAsync(early);
        await other.RegisterAsync(late);
        await other.ExpireAsync("2021-01-01");
        var (shorter, longer) = (early with { LastDay = Town.Day("2020-05-31"), Revision = 1 }, late with { FirstDay = Town.Day("2020-06-01"), Revision = 1 });

        if (needsRoom)
        {
            await RefusedAsync(other, longer);
            var returned = Assert.Single(Assert.Single(await other.ReturnedAsync(1)).Contracts);
            Assert.Equal(new ReturnedContract(late.ContractId, worker, late.UnitId, 0, false, late.LastDay, true), returned);
            Assert.Equal((5, 1), ((await other.ProgressAsync()).Expired, (await other.ProgressAsync()).Returned));
        }
        await town.CorrectAsync(shorter);
        if (!needsRoom)
            await host.PublishAsync(new ContractsRegistered(other.Id, [longer]));
        await StoredAsync(longer);

        Assert.Equal(needsRoom ? 1 : 0, (await other.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal((0, 6), await other.InForceAndExpiredAsync());
        Assert.Equal((6, needsRoom ? 1 : 0), ((await other.ProgressAsync()).Expired, (await other.ProgressAsync()).Returned));
        await other.PublishedAsync(needsRoom ? 7 : 6);
        Assert.Equal(needsRoom ? [new RepeatedExpiry(late.ContractId, 1)] : [], other.Expired.SelectMany(batch => batch.Repeated ?? []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Correct_EarlierRevisionComesWhileALaterOneIsRefused_LaterOneIsInOnceItHasRoom(int revision)
    {
        var ((town, _), (other, _)) = (await host.EndOfYearAsync(), await host.EndOfYearAsync());
        var worker = Guid.CreateVersion7();
        var (early, late) = (town.Contract("2021-01-01", "2021-12-31", worker: worker), other.Contract("2022-01-01", "2022-12-31", worker: worker));
        await town.RegisterAsync(early);
        await other.RegisterAsync(late);
        var right = late with { FirstDay = Town.Day("2021-07-01"), Revision = 2 };
        await RefusedAsync(other, right);

        var id = Guid.NewGuid();
        await host.PublishAsync(new ContractsRegistered(other.Id, [revision == 0 ? late : late with { LastDay = Town.Day("2022-06-30"), Revision = revision }]), id);
        await host.Running.HandledAsync(id);

        Assert.Equal(("", 1), (await other.LastDayAsync(late), (await other.CountAsync()).Refused));
        await town.CorrectAsync(early with { LastDay = Town.Day("2021-06-30"), Revision = 1 });
        await StoredAsync(right);
        Assert.Equal((6, 0), ((await other.CountAsync()).InForce, (await other.CountAsync()).Refused));
    }

    [Fact]
    public async Task Correct_HasNoRoomAndIsWithdrawnThen_IsGone()
    {
        var ((town, _), (other, _)) = (await host.EndOfYearAsync(), await host.EndOfYearAsync());
        var worker = Guid.CreateVersion7();
        var late = other.Contract("2022-01-01", "2022-12-31", worker: worker);
        await town.RegisterAsync(town.Contract("2021-01-01", "2021-12-31", worker: worker));
        await other.RegisterAsync(late);
        await RefusedAsync(other, late with { FirstDay = Town.Day("2021-07-01"), Revision = 1 });

        await host.PublishAsync(new ContractsRegistered(other.Id, [late with { Revision = 2, IsWithdrawn = true }]));

        await Eventually.HoldsAsync(async () => (await other.CountAsync()).Withdrawn == 1, "the withdrawal arrived");
        Assert.Equal((5, 0), ((await other.CountAsync()).InForce, (await other.CountAsync()).Refused));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Correct_WhileAnotherCitysCorrectionTriesTheContractAgain_LaterRevisionHolds(bool isWithdrawn)
    {
        var ((town, _), (other, _), (third, _)) = (await host.EndOfYearAsync(), await host.EndOfYearAsync(), await host.EndOfYearAsync());
        var worker = Guid.CreateVersion7();
        var wrong = town.Contract("2021-01-01", "2021-12-31", worker: worker);
        var (tried, beside) = (other.Contract("2021-01-01", "2021-06-30", worker: worker), third.Contract("2021-07-01", "2021-12-31", worker: worker));
        await town.RegisterAsync(wrong);
        host.Running.Log.Expect("were refused");
        await other.RegisterAsync(tried);
        await third.RegisterAsync(beside);

        // Both are tried again in one transaction: the first is in, and not committed, while the second waits for its day. That instance is
        // busy; of the duplicates of what follows the other one has some.
        await using var another = await host.Running.StartAnotherAsync();
        await using var day = await HeldDay.LockAsync(host, third, beside.LastDay);
        await host.PublishAsync(new ContractsRegistered(town.Id, [wrong with { Revision = 1, IsWithdrawn = true }]));
        await day.IsWaitedForAsync();
        var corrected = new ContractsRegistered(other.Id, [tried with { LastDay = Town.Day("2021-05-31"), Revision = 1, IsWithdrawn = isWithdrawn }]);
        var id = Guid.NewGuid();
        for (var time = 0; time < 8; time++)
            await host.PublishAsync(corrected, id);
        await day.IsWaitedForAsync(orHandled: id);
        await day.ReleaseAsync();

        await StoredAsync(beside);
        await host.Running.HandledAsync(id);
        var counts = await other.CountAsync();
        Assert.Equal(isWithdrawn ? ("", 5, 1, 0) : ("2021-05-31", 6, 0, 0), (await other.LastDayAsync(tried), counts.InForce, counts.Withdrawn, counts.Refused));
    }

    [Fact]
    public async Task Correct_ManyDaysBetweenTwoCitiesAtOnce_AllAreIn()
    {
        const int Workers = 60;
        var ((town, _), (other, _)) = (await host.EndOfYearAsync(), await host.EndOfYearAsync());
        var workers = Enumerable.Range(0, Workers).Select(_ => Guid.CreateVersion7()).ToList();
        RegisteredContract[] early = [.. workers.Select(worker => town.Contract("2021-01-01", "2021-12-31", worker: worker))];
        RegisteredContract[] late = [.. workers.Select(worker => other.Contract("2022-01-01", "2022-12-31", worker: worker))];
        await town.RegisterAsync(early);
        await other.RegisterAsync(late);
        host.Running.Log.Expect("were refused");

        var corrections = early.Select(contract => new ContractsRegistered(town.Id, [contract with { LastDay = Town.Day("2021-06-30"), Revision = 1 }]))
            .Concat(late.Select(contract => new ContractsRegistered(other.Id, [contract with { FirstDay = Town.Day("2021-07-01"), Revision = 1 }]))).ToArray();
        Random.Shared.Shuffle(corrections);
        await Task.WhenAll(corrections.Select(correction => host.PublishAsync(correction)));

        Guid[] ids = [.. early.Concat(late).Select(contract => contract.ContractId)];
        await Eventually.IsAsync(
            2L * Workers, () => host.Running.ScalarAsync<long>("select count(*) from contract where contract_id = any($1) and revision = 1", ids), "all are corrected");
        Assert.Equal((0, 0), ((await town.CountAsync()).Refused, (await other.CountAsync()).Refused));
    }

    [Fact]
    public async Task Correct_ManyRevisionsInAnyOrderAtOnce_TheHighestHolds()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var revisions = Enumerable.Range(1, 12).Select(revision => contracts[0] with { LastDay = Town.Day("2021-01-01").AddMonths(revision), Revision = revision }).ToArray();
        Random.Shared.Shuffle(revisions);

        await Task.WhenAll(revisions.Select(revision => host.PublishAsync(new ContractsRegistered(town.Id, [revision]))));

        await Eventually.HoldsAsync(async () => await town.LastDayAsync(contracts[0]) == "2022-01-01", "the highest revision holds");
        Assert.Equal((5, 0, 0), ((await town.CountAsync()).InForce, (await town.CountAsync()).Refused, (await town.CountAsync()).Withdrawn));
    }

    [Fact]
    public async Task Correct_SameMessageAgain_TakesBackOnce()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);
        var corrected = new ContractsRegistered(town.Id, [contracts[0] with { LastDay = Town.Day("2021-12-31"), Revision = 1 }]);
        var id = Guid.NewGuid();
        for (var time = 0; time < 3; time++)
            await host.PublishAsync(corrected, id);

        await Eventually.HoldsAsync(async () => await town.InForceAndExpiredAsync() == (1, 4), "the contract is in force again");
        await host.PublishAsync(corrected);
        await town.CorrectAsync(contracts[1] with { LastDay = Town.Day("2021-12-31"), Revision = 1 });

        Assert.Equal(2, (await town.ProgressAsync()).Returned);
        Assert.Equal([0, 0], (await town.ReturnedAsync(2)).DistinctBy(one => one.Contracts[0].ContractId).Select(one => one.Contracts[0].Expiry));
    }

    private async Task RefusedAsync(Town town, RegisteredContract corrected)
    {
        host.Running.Log.Expect("were refused");
        await host.PublishAsync(new ContractsRegistered(town.Id, [corrected]));
        await Eventually.HoldsAsync(async () => (await town.CountAsync()).Refused == 1, "the corrected contract is refused");
        Assert.Equal("", await town.LastDayAsync(corrected));
    }

    private Task StoredAsync(RegisteredContract corrected) => Eventually.HoldsAsync(
        () => host.Running.ScalarAsync<bool>("select exists (select from contract where contract_id = $1 and revision = $2)", corrected.ContractId, corrected.Revision),
        "the contract is in by its right terms");
}
