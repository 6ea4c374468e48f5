using Npgsql;
using Workforce.Contract.Events;
using Workforce.Contract.V1;
using Xunit;
using RenewalOutcome = Workforce.Contract.V1.RenewalOutcome;

namespace Workforce.Contract.Tests;

// What is decided is withdrawn and never changed, with the town of the other half.
public sealed partial class DecisionTests
{
    [Fact]
    public async Task Withdraw_Decided_IsUndecidedStaysListedAndIsDecidedByANewProposalAlone()
    {
        var (town, contracts) = await RatedAsync();
        var proposed = await ProposeAsync(town, asRecommended: true);
        await ConfirmAsync(town, proposed.Id);

        var withdrawn = await WithdrawAsync(town, "salah", contracts[0], contracts[0]);
        var otherwise = await WithdrawAsync(town, "lain", contracts[0]);

        Assert.Equal((1, 1, 0), (withdrawn.Withdrawn, withdrawn.Unchanged, withdrawn.Refused));
        Assert.Equal(("withdrawn", "contract_ids[0]"), (otherwise.Outcomes[0].Refusal.Rule, otherwise.Outcomes[0].Refusal.Field));
        Assert.Equal(4, (await ListAsync(town)).Count);
        Assert.Equal("salah", Assert.Single(await ListAsync(town, withWithdrawn: true), decision => decision.Withdrawal is not null).Withdrawal.Reason);
        var published = Assert.Single(await PublishedAsync<DecisionsWithdrawn>(town, message => message.CityId, message => message.Decisions.Count, 1));
        Assert.Null(published.Fault);
        Assert.Equal((contracts[0].ContractId, Events.RenewalOutcome.Renew), (published.Decisions[0].ContractId, published.Decisions[0].Outcome));
        // A retry of the former call does not decide it again.
        var retried = await ConfirmAsync(town, proposed.Id);
        Assert.Equal((4, "withdrawn"), (retried.Unchanged, Assert.Single(retried.Refusals).Refusal.Rule));
        host.Clock.Set("2021-01-07T10:00:00+08:00");
        Assert.Equal(1, (await ConfirmAsync(town, (await ProposeAsync(town, asRecommended: true)).Id)).Decided);
        Assert.Equal(6, (await ListAsync(town, withWithdrawn: true)).Count);
    }

    [Fact]
    public async Task Withdraw_ProposedTwiceBefore_IsDecidedByNeitherAgain()
    {
        var (town, contracts) = await RatedAsync();
        var (first, second) = (await ProposeAsync(town, asRecommended: true), await ProposeAsync(town, asRecommended: true));
        await ConfirmAsync(town, first.Id);
        await WithdrawAsync(town, "salah", contracts[0]);

        Assert.Equal("withdrawn", Assert.Single((await ConfirmAsync(town, second.Id)).Refusals).Refusal.Rule);
        Assert.Equal("withdrawn", Assert.Single((await ConfirmAsync(town, first.Id)).Refusals).Refusal.Rule);
    }

    // Invariant 2: the mark holds from the decision's day and moment on, and a withdrawal later takes it from no earlier answer.
    [Fact]
    public async Task States_Decided_AreMarkedAsKnownAtTheMoment()
    {
        var (town, contracts) = await RatedAsync();
        await host.Separations.RecordSeparationsAsync(town.Separate(contracts[4].Separation()));
        await ConfirmAsync(town, (await ProposeAsync(town, asRecommended: true)).Id);
        host.Clock.Set("2021-01-08T09:00:00+08:00");
        await WithdrawAsync(town, "salah", contracts[0]);
        host.Clock.Set("2021-01-09T09:00:00+08:00");

        async Task<(int Renewed, int Undecided)> CountAsync(string day, string knownAt)
        {
            var counts = await host.Running.Client<StateService.StateServiceClient>().CountStatesAsync(new CountStatesRequest { CityId = $"{town.Id}", Day = day, KnownAt = knownAt });
            Assert.Equal(5, counts.Counts.Sum(count => count.Workers));
            return (counts.Counts.Where(count => count.Decided is RenewalOutcome.Renew).Sum(count => count.Workers), counts.Counts.Where(count => count.Decided is default(RenewalOutcome)).Sum(count => count.Workers));
        }

        Assert.Equal((0, 5), await CountAsync("2021-01-07", "2021-01-07T08:59:59+08:00"));
        Assert.Equal((4, 1), await CountAsync("2021-01-07", "2021-01-07T09:00:00+08:00"));
        Assert.Equal((4, 1), await CountAsync("2021-01-31", "2021-01-08T08:59:59+08:00"));
        Assert.Equal((3, 2), await CountAsync("2021-01-07", ""));
        Assert.Equal((0, 5), await CountAsync("2021-01-06", ""));
    }

    [Theory]
    [InlineData("update decision set outcome = 1")]
    [InlineData("delete from decision_withdrawal")]
    [InlineData("update proposed_decision set outcome = 1")]
    [InlineData("truncate proposal cascade")]
    public async Task Change_ByHand_IsRefusedByTheDatabase(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.Running.ExecuteAsync(sql));

        Assert.Contains("is appended only", refused.MessageText, StringComparison.Ordinal);
    }
}
