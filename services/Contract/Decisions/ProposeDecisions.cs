using Workforce.Contract.Cities;
using Workforce.Contract.Cycles;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Decisions;

/// <summary>
/// Proposes decisions of a cycle's list, by name, or for all others as they are recommended, in one transaction. What a later proposal says of a
/// contract replaces it; the signatory decides.
/// </summary>
public sealed class ProposeDecisions(FactRecorder recorder, CycleStore cycles, CityStore cities, AccessLog accesses, ContractMetrics metrics)
{
    /// <param name="requestId">The caller's id of the call; null where it has none.</param>
    /// <returns>To the same call again by its id, the same.</returns>
    /// <exception cref="NotFoundException">There is no such cycle within reach.</exception>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    public async Task<ProposalOutcome> ProposeAsync(NewProposal proposal, Guid? requestId, AllowedCall call, CancellationToken cancellation)
    {
        var cycle = await cycles.FindAsync(proposal.CycleId, call.Reach, cancellation) ?? throw new NotFoundException("cycle", $"{proposal.CycleId}");
        var zone = (await cities.GetAsync(cycle.CityId, cancellation)).TimeZone;
        var request = NamedRequest.Of(cycle.CityId, requestId, "propose decisions", proposal, call.Actor);
        var outcome = await recorder.RecordAsync(cycle.CityId, request, new ListAct<ProposalOutcome, ProposalOutcome>(
            (work, now) => ProposeAsync(work, cycle, proposal, now, zone, call.Actor, cancellation), outcome => outcome, (_, answered) => Task.FromResult(answered), Count), cancellation);
        // A refusal says that a worker has left the list, or what is decided.
        await accesses.WriteByCityAsync(call, RefusedDecision.Read(cycle.CityId, outcome.Refusals), "refused decisions");
        return outcome;
    }

    private static async Task<ProposalOutcome> ProposeAsync(
        UnitOfWork work, Cycle cycle, NewProposal proposal, DateTimeOffset now, string zone, Actor by, CancellationToken cancellation)
    {
        var (proposed, refusals) = await NamedAsync(work, cycle, proposal.Named, now, zone, cancellation);
        var head = new Proposal(SequentialIds.Next(1)[0], cycle.CityId, cycle.Id, proposal.AsRecommended, proposal.UnitId, ListLock.MomentOf(now), by);
        await ProposalStore.AddAsync(work, head, cancellation);
        if (proposed.Count > 0)
            await ProposalStore.AddNamedAsync(work, head.Id, proposed, cancellation);
        var others = 0;
        if (proposal.AsRecommended)
        {
            Guid[] except = [.. proposal.Named.Select(named => named.ContractId).Distinct()];
            others = await ProposalStore.AddRecommendedAsync(work, head, except, head.ProposedAt, cancellation);
            refusals.AddRange((await ProposalStore.ListNotProposedAsync(work, head, cycle, except, head.ProposedAt, cancellation)).Select(Refuse));
        }
        // Without a decision it is none, and listed nowhere.
        var outcome = new ProposalOutcome(proposed.Count + others > 0 ? head.Id : null, proposed.Count + others, refusals);
        await RefusedDecisionStore.AddAsync(work, (cycle.CityId, cycle.Id), outcome.ProposalId, refusals, head.ProposedAt, by, cancellation);
        return outcome;
    }

    private static async Task<(List<ProposedDecision> Proposed, List<RefusedDecision> Refusals)> NamedAsync(
        UnitOfWork work, Cycle cycle, IReadOnlyList<NewDecision> named, DateTimeOffset now, string zone, CancellationToken cancellation)
    {
        var (proposed, refusals) = (new List<ProposedDecision>(), new List<RefusedDecision>());
        if (named.Count == 0)
            return (proposed, refusals);
        var facts = await ListFacts.ReadAsync(work, cycle, [.. named.Select(one => one.ContractId).Distinct()], now, zone, cancellation);
        foreach (var same in named.GroupBy(one => one.ContractId))
        {
            var (one, refusal) = same.Distinct().Count() > 1
                ? (null, new Refusal(RecordRule.Twice, "contract_id", $"{same.Key}", "is named twice, and not likewise", "name it once"))
                : ProposalCheck.FaultOf(same.Key, facts(same.Key), zone) is { } fault ? (null, fault) : ProposalCheck.Propose(same.First(), facts(same.Key), now.DayIn(zone));
            if (refusal is not null)
                refusals.Add(new RefusedDecision(same.Key, facts(same.Key).Entry?.WorkerId, refusal));
            else
                proposed.Add(one!);
        }
        return (proposed, refusals);
    }

    private static RefusedDecision Refuse(NotProposed one) => new(
        one.ContractId, one.WorkerId, one.IsOfVendor ? ProposalCheck.OfVendor(one.ContractId)
            : one.IsUnrated ? ProposalCheck.Unrated(one.ContractId)
            : ProposalCheck.NoRecommendation(one.ContractId));

    private void Count(ProposalOutcome outcome)
    {
        metrics.DecisionsProposed(outcome.Proposed);
        foreach (var rule in outcome.Refusals.CountBy(refused => refused.Refusal.Rule))
            metrics.DecisionsRefused(rule.Key, rule.Value);
    }
}
