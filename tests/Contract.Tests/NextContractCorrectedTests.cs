using Workforce.Contract.Events;
using Workforce.Registry.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>A worker went on by a next contract, which is corrected or withdrawn after the night: who goes on no more is asked for as without it.</summary>
[Collection(Servers.Name)]
public sealed class NextContractCorrectedTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Withdraw_NextContractAfterTheNight_WorkersContractExpiresAnewAsWithoutIt(bool ratesPastPeriod)
    {
        var (town, ends, next) = await GoesOnAsync(ratesPastPeriod);
        Assert.Equal((5, 1, ratesPastPeriod ? 5 : 4, 0), await SumsAsync(town));

        await town.WithdrawAsync(next);

        await AssertReturnedAsync(town, ends);
        Assert.Equal((4, 0, 4, 1), await SumsAsync(town));
        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal((5, 0, 5, 1), await SumsAsync(town));
        await town.PublishedAsync(6);
        var anew = town.Expired.Single(batch => batch.Repeated is not null);
        Assert.Equal((new RepeatedExpiry(ends.ContractId, 1), ends.UnitId), (Assert.Single(anew.Repeated!), Assert.Single(anew.Units).UnitId));
        Assert.Null(anew.Continuing);
        Assert.Equal("", await NextOfAsync(ends));
    }

    [Fact]
    public async Task Withdraw_NextContractBeforeTheNight_IsNone()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var next = town.Contract("2021-01-01", "2021-12-31", worker: contracts[0].WorkerId);
        await town.RegisterAsync(next);

        await town.WithdrawAsync(next);

        Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal((5, 0, 5, 0), await SumsAsync(town));
        Assert.Empty(await town.ReturnedAsync(0));
    }

    [Fact]
    public async Task Correct_NextContractBeforeTheNight_WorkerGoesOnByItAsCorrected()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var next = town.Contract("2021-02-01", "2021-12-31", worker: contracts[0].WorkerId);
        await town.RegisterAsync(next);
        var right = next with { FirstDay = Town.Day("2021-01-01"), UnitId = Guid.Parse(town.Units[2].Id), Revision = 1 };

        await town.CorrectAsync(right);

        Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        await town.PublishedAsync(5);
        Assert.Equal(
            new ContinuingContract(contracts[0].ContractId, next.ContractId, right.UnitId, null, right.FirstDay, false), Assert.Single(Assert.Single(town.Expired).Continuing!));
    }

    [Theory]
    [InlineData("2021-02-01", "2021-12-31")]
    [InlineData("2020-07-01", "2020-12-31")]
    public async Task Correct_DaysOfNextContractSoThatItIsNone_WorkersContractExpiresAnewAsWithoutIt(string firstDay, string lastDay)
    {
        var (town, ends, next) = await GoesOnAsync(vendor: true);

        await town.CorrectAsync(next with { FirstDay = Town.Day(firstDay), LastDay = Town.Day(lastDay), Revision = 1 });

        await AssertReturnedAsync(town, ends);
        var isOver = lastDay == "2020-12-31";
        Assert.Equal(isOver ? 2 : 1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal(isOver ? (6, 0, 6, 1) : (5, 0, 5, 1), await SumsAsync(town));
    }

    [Theory]
    [InlineData("unit")]
    [InlineData("first day")]
    [InlineData("last day")]
    [InlineData("wage")]
    public async Task Correct_NextContractThatIsOneStill_WorkerGoesOnAsTheSweepFoundIt(string what)
    {
        var (town, ends, next) = await GoesOnAsync(vendor: true);

        await town.CorrectAsync(what switch
        {
            "unit" => next with { UnitId = Guid.Parse(town.Units[2].Id), Revision = 1 },
            "first day" => next with { FirstDay = Town.Day("2020-12-01"), Revision = 1 },
            "last day" => next with { LastDay = Town.Day("2021-01-01"), Revision = 1 },
            _ => next with { Revision = 1 },
        });

        Assert.Equal(0, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal((5, 1, 4, 0), await SumsAsync(town));
        Assert.Equal($"{next.ContractId}", await NextOfAsync(ends));
    }

    [Fact]
    public async Task Withdraw_NextContractBesideAnother_WorkerGoesOnByTheOther()
    {
        var (town, ends, next) = await GoesOnAsync();
        var other = town.Contract("2021-01-01", "2021-06-30", unit: 3, worker: ends.WorkerId, vendor: Guid.CreateVersion7());
        await town.RegisterAsync(other);

        await town.WithdrawAsync(next);
        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        Assert.Equal((5, 1, 4, 1), await SumsAsync(town));
        Assert.Equal($"{other.ContractId}", await NextOfAsync(ends));
        await town.PublishedAsync(6);
        Assert.Equal(other.ContractId, Assert.Single(town.Expired.Single(batch => batch.Repeated is not null).Continuing!).NextContractId);
    }

    [Fact]
    public async Task Withdraw_NextContractWhileTheSweepHasItsWorkersContractInHand_IsTakenBackAfterwards()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var next = town.Contract("2021-01-01", "2021-12-31", worker: contracts[0].WorkerId);
        await town.RegisterAsync(next);

        await using (var sweep = await HeldSweep.StartAsync(host, town, "2021-01-01"))
        {
            await host.PublishAsync(new ContractsRegistered(town.Id, [next with { Revision = 1, IsWithdrawn = true }]));
            await sweep.IsWaitedForAsync();
            Assert.Equal(5, await sweep.ReleaseAsync());
        }

        await AssertReturnedAsync(town, contracts[0]);
        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        Assert.Equal((5, 0, 5, 1), await SumsAsync(town));
    }

    [Fact]
    public async Task Withdraw_NextContractThatHasNoRoomAsCorrected_IsTakenBackByTheWithdrawalAlone()
    {
        var ((town, ends, next), (other, _)) = (await GoesOnAsync(), await host.EndOfYearAsync());
        await other.RegisterAsync(other.Contract("2022-01-01", "2022-12-31", worker: ends.WorkerId));
        host.Running.Log.Expect("were refused");
        await host.PublishAsync(new ContractsRegistered(town.Id, [next with { LastDay = Town.Day("2022-06-30"), Revision = 1 }]));
        await Eventually.HoldsAsync(async () => (await town.CountAsync()).Refused == 1, "the corrected next contract is refused");
        Assert.Equal((5, 1, 4, 0), await SumsAsync(town));

        await host.PublishAsync(new ContractsRegistered(town.Id, [next with { LastDay = Town.Day("2022-06-30"), Revision = 2, IsWithdrawn = true }]));

        await AssertReturnedAsync(town, ends);
        Assert.Equal((4, 0, 4, 1), await SumsAsync(town));
    }

    [Fact]
    public async Task Correct_NextContractByMessagesInAnyOrderAndAgain_IsTakenBackOnce()
    {
        var (town, ends, next) = await GoesOnAsync();
        var right = next with { UnitId = Guid.Parse(town.Units[2].Id), Revision = 2 };
        await town.CorrectAsync(right);

        // By an earlier revision it would be none.
        await PublishAndWaitAsync(next with { FirstDay = Town.Day("2021-03-01"), Revision = 1 });
        Assert.Equal((5, 1, 4, 0), await SumsAsync(town));

        for (var time = 0; time < 3; time++)
            await PublishAndWaitAsync(right with { Revision = 3, IsWithdrawn = true });

        await AssertReturnedAsync(town, ends);
        Assert.Equal(1, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        await PublishAndWaitAsync(right with { Revision = 3, IsWithdrawn = true });
        Assert.Equal((5, 0, 5, 1), await SumsAsync(town));
        Assert.Equal(0, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        async Task PublishAndWaitAsync(RegisteredContract revised)
        {
            var id = Guid.NewGuid();
            await host.PublishAsync(new ContractsRegistered(town.Id, [revised]), id);
            await host.Running.HandledAsync(id);
        }
    }

    // Five contracts expired at the year's end; the worker of the first goes on.
    private async Task<(Town Town, RegisteredContract Ends, RegisteredContract Next)> GoesOnAsync(bool ratesPastPeriod = false, bool vendor = false)
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest
        {
            Policy = new V1.Policy(town.Policy) { Continuing = new V1.ContinuingPolicy { RatePastPeriod = ratesPastPeriod } },
        });
        var next = town.Contract("2021-01-01", "2021-12-31", unit: 1, worker: contracts[0].WorkerId, vendor: vendor ? Guid.CreateVersion7() : null);
        await town.RegisterAsync(next);
        Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        return (town, contracts[0], next);
    }

    private static async Task AssertReturnedAsync(Town town, RegisteredContract ends) => Assert.Equal(
        new ReturnedContract(ends.ContractId, ends.WorkerId, ends.UnitId, 0, false, ends.LastDay, true),
        Assert.Single(Assert.Single(await town.ReturnedAsync(1)).Contracts));

    private static async Task<(int Expired, int Continuing, int RequestsDue, int Returned)> SumsAsync(Town town)
    {
        var progress = await town.ProgressAsync();
        return (progress.Expired, progress.Continuing, progress.RequestsDue, progress.Returned);
    }

    private async Task<string> NextOfAsync(RegisteredContract ends) =>
        (await host.Contracts.ListContractsAsync(new V1.ListContractsRequest { WorkerId = $"{ends.WorkerId}" })).Contracts
            .Single(contract => contract.Id == $"{ends.ContractId}").NextContractId;
}
