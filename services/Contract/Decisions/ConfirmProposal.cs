using System.Runtime.CompilerServices;
using Workforce.Contract.Cities;
using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.Contract.Willingness;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Decisions;

/// <summary>How far a proposal has come.</summary>
/// <param name="LookedAt">So far, without those that are left out.</param>
/// <param name="Decided">By this call.</param>
/// <param name="Unchanged">Decided so already.</param>
/// <param name="Refused">So far.</param>
/// <param name="Refusals">Since the progress before.</param>
public sealed record ConfirmProgress(int LookedAt, int Decided, int Unchanged, int Refused, IReadOnlyList<RefusedDecision> Refusals, bool IsComplete);

/// <summary>
/// Decides what is proposed, as the signatory: each decision is stored or refused by what is known at its moment. A chunk is one transaction with
/// the event that notifies the workers, and stays whatever becomes of the next; the same again changes nothing.
/// </summary>
public sealed class ConfirmProposal(
    Database database, ProposalStore proposals, CycleStore cycles, CityStore cities, ListEvidence listEvidence, AccessLog accesses, ContractMetrics metrics, TimeProvider clock)
{
    private const int WorkersOfChunk = 1_000;
    private const int DecisionsOfEvent = 500;

    /// <param name="except">Contracts of the proposal that are left out.</param>
    /// <param name="requestId">The caller's id of the call; null where it has none.</param>
    /// <returns>To the same call again by its id, once it was complete, the same.</returns>
    /// <exception cref="NotFoundException">There is no such proposal within reach.</exception>
    /// <exception cref="InvalidInputException">What is left out is not in the proposal.</exception>
    /// <exception cref="PermissionDeniedException">Who proposed it does not decide.</exception>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    public async IAsyncEnumerable<ConfirmProgress> ConfirmAsync(
        Guid proposalId, IReadOnlyList<Guid> except, Guid? requestId, AllowedCall call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var confirming = await StartAsync(proposalId, requestId, call, cancellation);
        var request = NamedRequest.Of(confirming.City.Id, requestId, "confirm proposal", new { proposalId, except = except.Order() }, call.Actor);
        if (request is not null && await ClaimAsync(request, cancellation) is { } answered)
        {
            await LogAsync(confirming, answered.Refusals, call);
            yield return answered;
            yield break;
        }
        await CheckExceptedAsync(proposalId, except, cancellation);
        var leftOut = except.ToHashSet();
        var progress = new ConfirmProgress(0, 0, 0, 0, [], IsComplete: false);
        var refusals = new List<RefusedDecision>();
        Guid? last = null;
        while (!progress.IsComplete)
        {
            var rows = await proposals.ListProposedAsync(proposalId, last, WorkersOfChunk, cancellation);
            List<ProposedDecision> chunk = [.. rows.Select(row => row.Proposed).Where(proposed => !leftOut.Contains(proposed.ContractId))];
            var (decided, unchanged, refused) = chunk.Count == 0 ? (0, 0, []) : await ConfirmChunkAsync(confirming, chunk, cancellation);
            refusals.AddRange(refused);
            progress = new(
                progress.LookedAt + chunk.Count, progress.Decided + decided, progress.Unchanged + unchanged, refusals.Count, refused, rows.Count < WorkersOfChunk);
            last = rows is [.., var end] ? end.Proposed.ContractId : null;
            // The last is answered once it is kept as the answer.
            if (progress.IsComplete && request is not null)
                await AnswerAsync(request, progress with { Refusals = refusals }, cancellation);
            await LogAsync(confirming, refused, call);
            yield return progress;
        }
    }

    // A refusal says that a worker has left the list, objects, or what is decided.
    private Task LogAsync(Confirming confirming, IReadOnlyList<RefusedDecision> refused, AllowedCall call) =>
        accesses.WriteByCityAsync(call, RefusedDecision.Read(confirming.City.Id, refused), "refused decisions");

    private async Task<Confirming> StartAsync(Guid proposalId, Guid? requestId, AllowedCall call, CancellationToken cancellation)
    {
        var proposal = await proposals.GetAsync(proposalId, call.Reach, cancellation);
        var cycle = (await cycles.FindFrozenAsync(proposal.CycleId, call.Reach, cancellation))!;
        if (cycle.Policy.FourEyes && (proposal.ProposedBy.Issuer, proposal.ProposedBy.Subject) == (call.Actor.Issuer, call.Actor.Subject))
            throw new PermissionDeniedException($"{call.Actor.Name} has proposed it, and does not decide it: the city's policy has four eyes. Another signatory confirms it, or another person proposes");
        return new Confirming(proposal, cycle, await cities.GetAsync(cycle.Cycle.CityId, cancellation), requestId, call.Actor);
    }

    // Left out by an id that is not proposed, another would be decided.
    private async Task CheckExceptedAsync(Guid proposalId, IReadOnlyList<Guid> except, CancellationToken cancellation)
    {
        var proposed = await proposals.ListAmongAsync(proposalId, [.. except], cancellation);
        foreach (var (at, id) in except.Index())
            if (!proposed.Contains(id))
                throw new InvalidInputException($"except_contract_ids[{at}]", $"{id}", "is not in the proposal: take the contract from it");
    }

    // Before anything is decided: another call by its id is refused from then on, though this one may die before its answer.
    private async Task<ConfirmProgress?> ClaimAsync(NamedRequest request, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync([(request.Lock, true)], cancellation);
        if (await request.FindAnswerAsync<ConfirmProgress>(work, cancellation) is { } answered)
            return answered;
        await request.ClaimAsync(work, ListLock.MomentOf(clock.GetUtcNow()), cancellation);
        await work.CommitAsync(cancellation);
        return null;
    }

    // Of two calls at the same moment with one id each counts as decided what the other has: the first answer is both's.
    private async Task AnswerAsync(NamedRequest request, ConfirmProgress answer, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync([(request.Lock, true)], cancellation);
        if (await request.FindAnswerAsync<ConfirmProgress>(work, cancellation) is not null)
            return;
        await request.AnswerAsync(work, answer, ListLock.MomentOf(clock.GetUtcNow()), cancellation);
        await work.CommitAsync(cancellation);
    }

    private async Task<(int Decided, int Unchanged, IReadOnlyList<RefusedDecision> Refused)> ConfirmChunkAsync(
        Confirming confirming, List<ProposedDecision> chunk, CancellationToken cancellation)
    {
        Guid[] ids = [.. chunk.Select(proposed => proposed.ContractId)];
        var cycle = confirming.Cycle.Cycle;
        // Before the transaction: no lock is held while another service answers. The decision keeps of which moment it is.
        var asOf = ListLock.MomentOf(clock.GetUtcNow());
        var evidence = (await listEvidence(cycle.CityId, ids, asOf, cycle.LastDay.AddDays(1), cancellation)).Evidence.ToDictionary(one => one.ContractId);
        await using var work = await database.BeginAsync(cancellation);
        // With the register's: who is decided about is on the list until it is committed.
        await work.LockAsync([(ListLock.Of(cycle.CityId), true), (RegisterLock.Of(cycle.CityId), true)], cancellation);
        var now = clock.GetUtcNow();
        var facts = await FactsAsync(work, confirming, ids, evidence, now, cancellation);
        var (made, before, unchanged, refused) = Judge(confirming, chunk, facts, now, asOf);
        if (made.Count > 0)
        {
            await DecisionStore.AddAsync(work, made, cancellation);
            foreach (var some in made.Chunk(DecisionsOfEvent))
                Publish(work, confirming, some, now);
        }
        await RefusedDecisionStore.AddAsync(work, (cycle.CityId, cycle.Id), confirming.Proposal.Id, refused, ListLock.MomentOf(now), confirming.By, cancellation);
        work.AfterCommit(() => Count(made, refused));
        await work.CommitAsync(cancellation);
        return (made.Count + before, unchanged, refused);
    }

    private static async Task<Func<Guid, DecisionFacts>> FactsAsync(
        UnitOfWork work, Confirming confirming, Guid[] ids, Dictionary<Guid, Evidence> evidence, DateTimeOffset now, CancellationToken cancellation)
    {
        var onList = await ListFacts.ReadAsync(work, confirming.Cycle.Cycle, ids, now, confirming.City.TimeZone, cancellation);
        var said = await StatementStore.ListLatestAsync(work, ids, ListLock.MomentOf(now), cancellation);
        var newest = await ProposalStore.ListNewestAsync(work, confirming.Cycle.Cycle.Id, ids, cancellation);
        return id => new DecisionFacts(onList(id), evidence.GetValueOrDefault(id), said.GetValueOrDefault(id), newest[id]);
    }

    // Before: by this very request, of which no answer has come.
    private static (List<Decision> Made, int Before, int Unchanged, List<RefusedDecision> Refused) Judge(
        Confirming confirming, List<ProposedDecision> chunk, Func<Guid, DecisionFacts> factsOf, DateTimeOffset now, DateTime asOf)
    {
        var (made, before, unchanged, refused) = (new List<Decision>(), 0, 0, new List<RefusedDecision>());
        var zone = confirming.City.TimeZone;
        var (today, evidenceDay) = (now.DayIn(zone), new DateTimeOffset(asOf, TimeSpan.Zero).DayIn(zone));
        foreach (var (proposed, id) in chunk.Zip(SequentialIds.Next(chunk.Count)))
        {
            var facts = factsOf(proposed.ContractId);
            var decided = DecisionGate.FindDecided(proposed, facts);
            if (decided?.RequestId is { } request && request == confirming.RequestId)
                before++;
            else if (decided is not null)
                unchanged++;
            else if (DecisionGate.RefusalOf(confirming.Proposal, proposed, facts, today, evidenceDay, zone) is { } refusal)
                refused.Add(new RefusedDecision(proposed.ContractId, facts.OnList.Entry?.WorkerId, refusal));
            else
                made.Add(confirming.Decide(id, proposed, facts, now, asOf));
        }
        return (made, before, unchanged, refused);
    }

    // A decision is made once, so the first one names the message among all of them.
    private static void Publish(UnitOfWork work, Confirming confirming, Decision[] made, DateTimeOffset now)
    {
        var decidedOn = now.DayIn(confirming.City.TimeZone);
        var (cycle, policy) = (confirming.Cycle.Cycle, confirming.Cycle.Policy);
        work.Publish(
            DerivedId.From("renewals-decided", made[0].Id),
            new RenewalsDecided(
                cycle.CityId, cycle.CityName, cycle.LastDay, policy.AskAt, policy.Language,
                [.. made.Select(one => new DecidedRenewal(one.Id, one.ContractId, one.WorkerId, one.UnitId, one.Terms.Outcome, one.Terms.Ground, decidedOn))]));
    }

    private void Count(List<Decision> made, List<RefusedDecision> refused)
    {
        foreach (var likewise in made.CountBy(decision => (decision.Terms.Outcome, decision.IsOverride)))
            metrics.DecisionsMade(likewise.Key.Outcome, likewise.Key.IsOverride, likewise.Value);
        foreach (var rule in refused.CountBy(one => one.Refusal.Rule))
            metrics.DecisionsRefused(rule.Key, rule.Value);
    }

    /// <summary>What the decisions of a call have in common.</summary>
    private sealed record Confirming(Proposal Proposal, FrozenCycle Cycle, City City, Guid? RequestId, Actor By)
    {
        public Decision Decide(Guid id, ProposedDecision proposed, DecisionFacts facts, DateTimeOffset now, DateTime asOf)
        {
            var (entry, recommendation) = (facts.OnList.Entry!, facts.OnList.Recommendation!);
            return new Decision(
                id, City.Id, Cycle.Cycle.Id, entry.ContractId, entry.WorkerId, entry.UnitId, proposed.Terms, recommendation.Judgement.Outcome, recommendation.Id,
                facts.Evidence?.Rating.Id, asOf, Proposal.Id, facts.OnList.Decision?.Id, RequestId, ListLock.MomentOf(now), By);
        }
    }
}
