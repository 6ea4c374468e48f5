using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.Events;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;
using Decision = Workforce.Contract.V1.Decision;
using NewDecision = Workforce.Contract.V1.NewDecision;
using NonRenewalGround = Workforce.Contract.V1.NonRenewalGround;
using ObjectionState = Workforce.Evaluation.V1.ObjectionState;
using RefusedDecision = Workforce.Contract.V1.RefusedDecision;
using RenewalOutcome = Workforce.Contract.V1.RenewalOutcome;

namespace Workforce.Contract.Tests;

/// <summary>What the personnel office proposes and the signatory decides: each by itself, once, on what is proved at its moment.</summary>
[Collection(Servers.Name)]
public sealed partial class DecisionTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private DecisionService.DecisionServiceClient Decisions => host.Running.Client<DecisionService.DecisionServiceClient>();

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    // Scenario 3, with one hold of the rule for all others beside it.
    [Fact]
    public async Task Confirm_NotRenewOfWhoIsNotRated_IsRefusedByTheEvidenceGateAndTheRestIsStored()
    {
        var (town, contracts) = await RatedAsync(workers: 12, rated: 9, predicate: Predicate.Poor);
        var named = contracts.Select(contract => Not(contract, NonRenewalGround.Performance, contract == contracts[0] ? "" : "tidak memenuhi kinerja")).ToArray();

        var proposed = await ProposeAsync(town, named);
        var confirmed = await ConfirmAsync(town, proposed.Id);

        Assert.Equal((12, 0), (proposed.Proposed, proposed.Refusals.Count));
        Assert.Equal((9, 0, 3), (confirmed.Decided, confirmed.Unchanged, confirmed.Refused));
        Assert.Equal(contracts[9..].Select(contract => $"{contract.ContractId}").Order(), confirmed.Refusals.Select(refused => refused.ContractId).Order());
        Assert.All(confirmed.Refusals, refused => Assert.Equal(("evidence_gate", "ground", "performance"), (refused.Refusal.Rule, refused.Refusal.Field, refused.Refusal.Value)));
        Assert.Equal(9, (await ListAsync(town)).Count);
        // Kept, once: the same again is refused again.
        await ConfirmAsync(town, proposed.Id);
        var kept = (await Decisions.ListRefusedDecisionsAsync(new ListRefusedDecisionsRequest { CycleId = await town.CycleIdAsync() })).Refusals;
        Assert.Equal(contracts[9..].Select(contract => ($"{contract.ContractId}", proposed.Id, "evidence_gate")).Order(), kept.Select(one => (one.ContractId, one.ProposalId, one.Rule)).Order());
    }

    [Fact]
    public async Task Propose_AsRecommendedButForThese_LeavesOutTheUnratedAndSaysWhy()
    {
        var (town, contracts) = await RatedAsync(workers: 6, rated: 5);
        host.Rate(contracts[1], Predicate.Poor, version: 2);
        await town.RecommendAsync(host);

        var proposed = await ProposeAsync(town, asRecommended: true, decisions: Not(contracts[0], NonRenewalGround.Discipline, "hukuman disiplin berat", "BKPPD. 890/1/I/2021"));
        var confirmed = await ConfirmAsync(town, proposed.Id);

        Assert.Equal(5, proposed.Proposed);
        var held = Assert.Single(proposed.Refusals);
        Assert.Equal(($"{contracts[5].ContractId}", "unrated"), (held.ContractId, held.Refusal.Rule));
        Assert.Equal((5, 0, 0), (confirmed.Decided, confirmed.Unchanged, confirmed.Refused));
        var decided = (await ListAsync(town)).ToDictionary(decision => decision.ContractId);
        Assert.Equal(
            [(RenewalOutcome.NotRenew, NonRenewalGround.Discipline, true), (RenewalOutcome.NotRenew, NonRenewalGround.Performance, false), (RenewalOutcome.Renew, default, false)],
            contracts[..3].Select(contract => decided[$"{contract.ContractId}"]).Select(decision => (decision.Outcome, decision.Ground, decision.IsOverride)));
        Assert.Equal(("any system", $"wakil wali kota {town.Id}"), (Assert.Single(await ProposalsAsync(town)).ProposedBy.Subject, decided[$"{contracts[0].ContractId}"].DecidedBy.Subject));
        var counts = await Decisions.CountDecisionsAsync(new CountDecisionsRequest { CycleId = await town.CycleIdAsync() });
        Assert.Equal((6, 5, 1), (counts.Workers, counts.Counts.Sum(count => count.Workers), counts.Counts.Where(count => count.IsOverride).Sum(count => count.Workers)));
    }

    [Fact]
    public async Task Confirm_Decided_IsPublishedOnceAndUnchangedAgain()
    {
        var (town, contracts) = await RatedAsync();
        var proposed = await ProposeAsync(town, asRecommended: true);

        var first = await ConfirmAsync(town, proposed.Id);
        var again = await ConfirmAsync(town, proposed.Id);

        Assert.Equal(((5, 0), (0, 5)), ((first.Decided, first.Unchanged), (again.Decided, again.Unchanged)));
        var published = Assert.Single(await PublishedAsync<RenewalsDecided>(town, message => message.CityId, message => message.Decisions.Count, 5));
        Assert.Equal(("Kota Kupang", "BKPPD", "id", Town.Day("2020-12-31")), (published.CityName, published.AskAt, published.Language, published.LastDay));
        Assert.Null(published.Fault);
        Assert.Equal(contracts.Select(contract => contract.ContractId).Order(), published.Decisions.Select(decision => decision.ContractId).Order());
        Assert.All(published.Decisions, decision => Assert.Equal((Events.RenewalOutcome.Renew, Town.Day("2021-01-07")), (decision.Outcome, decision.DecidedOn)));
    }

    [Fact]
    public async Task Confirm_ByWhoProposed_IsDeniedUnlessThePolicyHasNoFourEyes()
    {
        var (town, _) = await RatedAsync();
        var both = host.Signatory<DecisionService.DecisionServiceClient>(town, "wali kota", Role.Hr);
        var proposed = await ProposeAsync(town, asRecommended: true, client: both);

        var denied = await Assert.ThrowsAsync<RpcException>(() => ConfirmAsync(town, proposed.Id, client: both));
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
        Assert.Contains("four eyes", denied.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(5, (await ConfirmAsync(town, proposed.Id)).Decided);

        var (other, _) = await RatedAsync(change: policy => policy.Decision = new DecisionPolicy { WithoutFourEyes = true, Unrated = UnratedRule.Hold });
        var alone = host.Signatory<DecisionService.DecisionServiceClient>(other, "wali kota", Role.Hr);
        Assert.Equal(5, (await ConfirmAsync(other, (await ProposeAsync(other, asRecommended: true, client: alone)).Id, client: alone)).Decided);
    }

    // Scenario 5, its middle.
    [Theory]
    [InlineData("2021-01-04", ObjectionState.Unspecified, "2021-01-04T23:59:59+08:00", true)]
    [InlineData("2021-01-04", ObjectionState.Unspecified, "2021-01-05T00:00:00+08:00", false)]
    [InlineData("", ObjectionState.Unspecified, "2021-01-07T09:00:00+08:00", true)]
    [InlineData("2021-01-04", ObjectionState.Open, "2021-01-07T09:00:00+08:00", true)]
    [InlineData("", ObjectionState.Ruled, "2021-01-07T09:00:00+08:00", false)]
    public async Task Confirm_NotRenewWhileTheWorkerMayObject_IsRefusedAndRenewIsNot(string until, ObjectionState state, string now, bool refused)
    {
        var (town, contracts) = await RatedAsync(rated: 0);
        foreach (var contract in contracts[..2])
            host.Rate(contract, Predicate.Poor, change: evidence => (evidence.ObjectionUntil, evidence.Objection) = (until, state));
        await town.RecommendAsync(host);
        host.Clock.Set(now);
        var proposed = await ProposeAsync(town, Not(contracts[0], NonRenewalGround.Performance), Renew(contracts[1], "dibutuhkan di unit"));

        var confirmed = await ConfirmAsync(town, proposed.Id);

        Assert.Equal(refused ? ["objection_open"] : [], confirmed.Refusals.Select(one => one.Refusal.Rule));
        Assert.Equal(refused ? 1 : 2, confirmed.Decided);
        Assert.True(Assert.Single(await ListAsync(town), decision => decision.Outcome is RenewalOutcome.Renew).IsOverride);
    }

    // A later rating never rescues an earlier decision, and a newer one is never passed over.
    [Fact]
    public async Task Confirm_RatedSinceTheRecommendation_IsRefusedUntilItIsRecommendedAnew()
    {
        var (town, contracts) = await RatedAsync();
        var proposed = await ProposeAsync(town, asRecommended: true);
        host.Rate(contracts[0], Predicate.VeryPoor, version: 2);

        var confirmed = await ConfirmAsync(town, proposed.Id);

        Assert.Equal([($"{contracts[0].ContractId}", "recommendation")], confirmed.Refusals.Select(one => (one.ContractId, one.Refusal.Rule)));
        await town.RecommendAsync(host);
        // What was proposed was to renew.
        Assert.Equal("recommendation", Assert.Single((await ConfirmAsync(town, proposed.Id)).Refusals).Refusal.Rule);
        var anew = await ConfirmAsync(town, (await ProposeAsync(town, asRecommended: true)).Id);
        Assert.Equal((1, 0, 0), (anew.Decided, anew.Unchanged, anew.Refused));
        Assert.Equal(RenewalOutcome.NotRenew, (await ListAsync(town)).Single(decision => decision.ContractId == $"{contracts[0].ContractId}").Outcome);
    }

    [Fact]
    public async Task Confirm_GroundsWithoutEvidence_AreEachRefused()
    {
        var (town, contracts) = await RatedAsync(workers: 8, rated: 8);
        await town.SayAsync(host, contracts[4], V1.Willingness.NotWilling, "800/1");
        await town.RecommendAsync(host);
        var reason = "diusulkan unit";
        var proposed = await ProposeAsync(
            town,
            Not(contracts[0], NonRenewalGround.Absence, reason), Not(contracts[1], NonRenewalGround.Discipline, reason), Not(contracts[2], NonRenewalGround.Law, reason),
            Not(contracts[3], NonRenewalGround.Unwilling, reason), Not(contracts[4], NonRenewalGround.Unwilling), Not(contracts[5], NonRenewalGround.Document, reason),
            Not(contracts[6], NonRenewalGround.Surplus, reason), Not(contracts[7], NonRenewalGround.Budget, reason));

        var confirmed = await ConfirmAsync(town, proposed.Id);

        Assert.Equal(["evidence_gate", "evidence_gate"], proposed.Refusals.Select(one => one.Refusal.Rule));
        Assert.Equal(
            ["absence", "discipline", "document", "law", "unwilling"],
            confirmed.Refusals.Select(one => (one.Refusal.Rule, one.Refusal.Value)).Where(one => one.Rule == "evidence_gate").Select(one => one.Value).Order());
        // The worker's own word.
        Assert.Equal($"{contracts[4].ContractId}", Assert.Single(await ListAsync(town)).ContractId);
    }

    [Fact]
    public async Task Propose_WhatCannotBe_IsRefusedRowByRow()
    {
        var (town, contracts) = await RatedAsync();
        await host.Separations.RecordSeparationsAsync(town.Separate(contracts[0].Separation()));

        var proposed = await ProposeAsync(
            town,
            Renew(contracts[0]), Not(contracts[1], NonRenewalGround.Performance), Not(contracts[2]), new NewDecision(Renew(contracts[3])) { Ground = NonRenewalGround.Law },
            Renew(contracts[4]), Not(contracts[4], NonRenewalGround.Performance, "dua kali"), new NewDecision { ContractId = $"{Guid.NewGuid()}", Outcome = RenewalOutcome.Renew });

        Assert.Equal(
            ["contract", "ground", "ground", "override", "separated", "twice"], proposed.Refusals.Select(one => one.Refusal.Rule).Order());
        Assert.Equal("", proposed.Id);
        Assert.Empty(await ProposalsAsync(town));
    }

    [Fact]
    public async Task Propose_DecidedOtherwise_IsRefusedAndShowsTheFirst()
    {
        var (town, contracts) = await RatedAsync();
        await ConfirmAsync(town, (await ProposeAsync(town, asRecommended: true)).Id);

        var refused = Assert.Single((await ProposeAsync(town, Not(contracts[0], NonRenewalGround.Performance, "lain"))).Refusals);

        Assert.Equal(("decided", $"is decided: renewed, by wakil wali kota {town.Id} on 2021-01-07"), (refused.Refusal.Rule, refused.Refusal.Reason));
    }

    [Fact]
    public async Task Confirm_TwoSignatoriesAtTheSameMoment_DecideOnce()
    {
        var (town, contracts) = await RatedAsync(workers: 40, rated: 40);
        var renewing = await ProposeAsync(town, asRecommended: true);
        Assert.Equal(40, renewing.Proposed);

        var both = await Task.WhenAll(ConfirmAsync(town, renewing.Id), ConfirmAsync(town, renewing.Id, client: host.Signatory<DecisionService.DecisionServiceClient>(town, "sekretaris daerah")));

        Assert.Equal((40, 40, 0), (both.Sum(one => one.Decided), both.Sum(one => one.Unchanged), both.Sum(one => one.Refused)));
        Assert.Equal(40, (await ListAsync(town)).Select(decision => decision.ContractId).Distinct().Count());
    }

    [Fact]
    public async Task Confirm_SameRequestIdAgain_HasTheSameAnswerAndAnotherContentIsRefused()
    {
        var (town, contracts) = await RatedAsync(workers: 6, rated: 5);
        var (proposing, confirming, withdrawing) = ($"{Guid.NewGuid()}", $"{Guid.NewGuid()}", $"{Guid.NewGuid()}");
        var proposed = await ProposeAsync(town, requestId: proposing, asRecommended: true);
        Assert.Equal((proposed.Id, proposed.Proposed), await ProposeAsync(town, requestId: proposing, asRecommended: true) is var again ? (again.Id, again.Proposed) : default);
        Assert.Single(await ProposalsAsync(town));

        var answers = await Task.WhenAll(ConfirmAsync(town, proposed.Id, requestId: confirming), ConfirmAsync(town, proposed.Id, requestId: confirming));
        var later = await ConfirmAsync(town, proposed.Id, requestId: confirming);

        Assert.All(answers.Append(later), answer => Assert.Equal((5, 5, 0, 0), (answer.LookedAt, answer.Decided, answer.Unchanged, answer.Refused)));
        var request = new WithdrawDecisionsRequest { CycleId = await town.CycleIdAsync(), ContractIds = { $"{contracts[0].ContractId}" }, Reason = "salah", RequestId = withdrawing };
        Assert.Equal(await Mayor(town).WithdrawDecisionsAsync(request), await Mayor(town).WithdrawDecisionsAsync(request));
        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => ConfirmAsync(town, proposed.Id, requestId: withdrawing))).StatusCode);
        Assert.Equal(
            StatusCode.FailedPrecondition,
            (await Assert.ThrowsAsync<RpcException>(() => ProposeAsync(town, requestId: proposing, decisions: Renew(contracts[0])))).StatusCode);
    }

    [Fact]
    public async Task Confirm_ProposedOtherwiseSince_IsReplacedAndLeftOutContractsStayUndecided()
    {
        var (town, contracts) = await RatedAsync();
        var first = await ProposeAsync(town, asRecommended: true);
        var second = await ProposeAsync(town, Not(contracts[0], NonRenewalGround.Performance, "menolak penempatan"));

        var confirmed = await ConfirmAsync(town, first.Id, except: [contracts[1]]);

        Assert.Equal((4, 3), (confirmed.LookedAt, confirmed.Decided));
        var replaced = Assert.Single(confirmed.Refusals).Refusal;
        Assert.Equal("replaced", replaced.Rule);
        Assert.Contains(second.Id, replaced.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(await ListAsync(town), decision => decision.ContractId == $"{contracts[1].ContractId}");
        // By a worker's id, say, it would have been decided.
        var notProposed = await Assert.ThrowsAsync<RpcException>(() => ConfirmAsync(town, second.Id, except: [contracts[2]]));
        Assert.Equal((StatusCode.InvalidArgument, true), (notProposed.StatusCode, notProposed.Status.Detail.Contains("except_contract_ids[0]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Confirm_AnotherGroundThanRecommended_NeedsAReason()
    {
        var (town, contracts) = await RatedAsync(rated: 0);
        foreach (var contract in contracts[..2])
            host.Rate(contract, Predicate.Poor, days: 20, exceeded: new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear });
        await town.RecommendAsync(host);
        var proposed = await ProposeAsync(town, Not(contracts[0]), Not(contracts[1], NonRenewalGround.Performance, "kinerja menurun"), Not(contracts[1], NonRenewalGround.Law));
        Assert.Equal("twice", Assert.Single(proposed.Refusals).Refusal.Rule);
        // Lifted since: it is for the absences alone that renewal is not recommended.
        host.Rate(contracts[0], Predicate.Good, days: 20, exceeded: new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear }, version: 2);
        await town.RecommendAsync(host);

        var refused = Assert.Single((await ConfirmAsync(town, proposed.Id)).Refusals).Refusal;

        Assert.Equal(("override", "is required: performance is not what is recommended"), (refused.Rule, refused.Reason));
    }

    [Fact]
    public async Task Confirm_RequestIdClaimedByACallThatDied_RefusesAnothersContent()
    {
        var (town, _) = await RatedAsync();
        var (first, second, id) = (await ProposeAsync(town, asRecommended: true), await ProposeAsync(town, asRecommended: true), $"{Guid.NewGuid()}");
        host.Workers.EvaluationAnswers = false;
        try
        {
            await Assert.ThrowsAsync<RpcException>(() => ConfirmAsync(town, first.Id, requestId: id));
        }
        finally
        {
            host.Workers.EvaluationAnswers = true;
            host.Running.Log.Expect("needs what is unreachable");
        }

        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => ConfirmAsync(town, second.Id, requestId: id))).StatusCode);
        Assert.Equal(5, (await ConfirmAsync(town, first.Id, requestId: id)).Decided);
    }

    [Fact]
    public async Task Propose_VendorsContract_IsRefusedForTheTenderDecides()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        host.CodeOf(town);
        var contract = town.Contract("2020-01-01", "2020-12-31", vendor: Guid.NewGuid());
        await town.RegisterAsync(contract);
        await town.ExpireAsync("2021-01-01");

        var proposed = await ProposeAsync(town, asRecommended: true, decisions: Renew(contract, "x"));
        var others = await ProposeAsync(town, asRecommended: true);

        Assert.Equal(("employer", "employer"), (Assert.Single(proposed.Refusals).Refusal.Rule, Assert.Single(others.Refusals).Refusal.Rule));
    }

    private DecisionService.DecisionServiceClient Mayor(Town town) => host.Signatory<DecisionService.DecisionServiceClient>(town, "wakil wali kota");

    private static NewDecision Renew(RegisteredContract contract, string reason = "") =>
        new() { ContractId = $"{contract.ContractId}", Outcome = RenewalOutcome.Renew, Reason = reason };

    private static NewDecision Not(RegisteredContract contract, NonRenewalGround ground = default, string reason = "", string? paper = null) => new()
    {
        ContractId = $"{contract.ContractId}",
        Outcome = RenewalOutcome.NotRenew,
        Ground = ground,
        Reason = reason,
        Paper = paper is null ? null : new Registry.V1.Paper { Number = paper, Date = "2021-01-06" },
    };

    // Workers of whom the first are rated, recommended on 6 January, on the morning of the 7th.
    private async Task<(Town Town, RegisteredContract[] Contracts)> RatedAsync(
        int workers = 5, int rated = 5, Predicate predicate = Predicate.Good, Action<Policy>? change = null)
    {
        var (town, contracts) = await host.ListedAsync(workers: workers, change: change);
        foreach (var contract in contracts[..rated])
            host.Rate(contract, predicate);
        host.Clock.Set("2021-01-06T09:00:00+08:00");
        await town.RecommendAsync(host);
        host.Clock.Set("2021-01-07T09:00:00+08:00");
        return (town, contracts);
    }

    private Task<(string Id, int Proposed, IReadOnlyList<RefusedDecision> Refusals)> ProposeAsync(Town town, params NewDecision[] decisions) =>
        ProposeAsync(town, false, "", null, decisions);

    private async Task<(string Id, int Proposed, IReadOnlyList<RefusedDecision> Refusals)> ProposeAsync(
        Town town, bool asRecommended = false, string requestId = "", DecisionService.DecisionServiceClient? client = null, params NewDecision[] decisions)
    {
        using var call = (client ?? Decisions).Propose(
            new ProposeRequest { CycleId = await town.CycleIdAsync(), Decisions = { decisions }, AsRecommended = asRecommended, RequestId = requestId });
        var parts = await call.ResponseStream.ReadAllAsync().ToListAsync();
        return (parts[^1].ProposalId, parts[^1].Proposed, [.. parts.SelectMany(part => part.Refusals)]);
    }

    private async Task<(int LookedAt, int Decided, int Unchanged, int Refused, IReadOnlyList<RefusedDecision> Refusals)> ConfirmAsync(
        Town town, string proposalId, string requestId = "", DecisionService.DecisionServiceClient? client = null, RegisteredContract[]? except = null)
    {
        using var call = (client ?? Mayor(town)).Confirm(new ConfirmRequest
        {
            ProposalId = proposalId,
            RequestId = requestId,
            ExceptContractIds = { (except ?? []).Select(contract => $"{contract.ContractId}") },
        });
        var parts = await call.ResponseStream.ReadAllAsync().ToListAsync();
        var last = Assert.Single(parts, part => part.Complete);
        return (last.LookedAt, last.Decided, last.Unchanged, last.Refused, [.. parts.SelectMany(part => part.Refusals)]);
    }

    private async Task<WithdrawDecisionsReply> WithdrawAsync(Town town, string reason, params RegisteredContract[] contracts) => await Mayor(town).WithdrawDecisionsAsync(
        new WithdrawDecisionsRequest { CycleId = await town.CycleIdAsync(), ContractIds = { contracts.Select(contract => $"{contract.ContractId}") }, Reason = reason });

    private async Task<IReadOnlyList<Decision>> ListAsync(Town town, bool withWithdrawn = false)
    {
        var cycleId = await town.CycleIdAsync();
        return await Paging.AllAsync(
            token => Decisions.ListDecisionsAsync(new ListDecisionsRequest { CycleId = cycleId, WithWithdrawn = withWithdrawn, PageSize = 3, PageToken = token }).ResponseAsync,
            page => page.Decisions, page => page.NextPageToken);
    }

    private async Task<IReadOnlyList<Proposal>> ProposalsAsync(Town town) =>
        (await Decisions.ListProposalsAsync(new ListProposalsRequest { CycleId = await town.CycleIdAsync() })).Proposals;

    // Each message once, until they have so many decisions.
    private async Task<IReadOnlyList<TEvent>> PublishedAsync<TEvent>(Town town, Func<TEvent, Guid> cityOf, Func<TEvent, int> countOf, int decisions)
        where TEvent : class
    {
        var found = new Dictionary<Guid, TEvent>();
        await Eventually.HoldsAsync(
            async () =>
            {
                foreach (var message in await host.Running.Broker.TakeAsync(QueueName.For<TEvent>("notification")))
                    if (message.As<TEvent>() is { } published && cityOf(published) == town.Id)
                        found[message.MessageId] = published;
                return found.Values.Sum(countOf) >= decisions;
            },
            $"{decisions} decisions are published");
        return [.. found.Values];
    }
}
