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
}
