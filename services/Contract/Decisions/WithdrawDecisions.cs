using Workforce.Contract.Cities;
using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Decisions;

/// <summary>What has become of the withdrawal of one contract's decision.</summary>
/// <param name="Decision">The newest; null when there is none.</param>
/// <param name="Refusal">Null unless it is refused.</param>
public sealed record WithdrawalOutcome(Guid ContractId, RecordResult Result, Decision? Decision, Refusal? Refusal);

/// <summary>Withdraws decisions that are wrong (pembatalan), many at once: the contracts are undecided then. They stay recorded, and were known until now.</summary>
public sealed class WithdrawDecisions(FactRecorder recorder, CycleStore cycles, CityStore cities, AccessLog accesses, ContractMetrics metrics)
{
    private const int DecisionsOfEvent = 500;

    /// <param name="contractIds">At most 1,000.</param>
    /// <param name="requestId">The caller's id of the call; null where it has none.</param>
    /// <returns>In the order of the contracts; to the same call again by its id, the same.</returns>
    /// <exception cref="NotFoundException">There is no such cycle within reach.</exception>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    public async Task<IReadOnlyList<WithdrawalOutcome>> WithdrawAsync(
        Guid cycleId, IReadOnlyList<Guid> contractIds, string reason, Guid? requestId, AllowedCall call, CancellationToken cancellation)
    {
        var cycle = await cycles.FindFrozenAsync(cycleId, call.Reach, cancellation) ?? throw new NotFoundException("cycle", $"{cycleId}");
        var city = await cities.GetAsync(cycle.Cycle.CityId, cancellation);
        var request = NamedRequest.Of(city.Id, requestId, "withdraw decisions", new { cycleId, contractIds, reason }, call.Actor);
        var outcomes = await recorder.RecordAsync(city.Id, request, new ListAct<IReadOnlyList<WithdrawalOutcome>, StoredOutcome[]>(
            (work, now) => WithdrawAsync(work, cycle, city, contractIds, new DecisionWithdrawal(reason, ListLock.MomentOf(now), call.Actor), cancellation),
            outcomes => [.. outcomes.Select(outcome => new StoredOutcome(outcome.ContractId, outcome.Result, outcome.Decision?.Id, outcome.Refusal))],
            (work, answered) => AnswerAgainAsync(work, answered, cancellation),
            Count), cancellation);
        await accesses.WriteByCityAsync(call, outcomes.Select(outcome => outcome.Decision).OfType<Decision>().Select(one => (city.Id, one.WorkerId)), "decisions");
        return outcomes;
    }

    private static async Task<IReadOnlyList<WithdrawalOutcome>> WithdrawAsync(
        UnitOfWork work, FrozenCycle cycle, City city, IReadOnlyList<Guid> contractIds, DecisionWithdrawal withdrawal, CancellationToken cancellation)
    {
        var newest = await DecisionStore.ListNewestAsync(work, cycle.Cycle.Id, [.. contractIds.Distinct()], cancellation);
        List<Decision> standing = [.. newest.Values.Where(decision => decision.Withdrawal is null).OrderBy(decision => decision.Id)];
        if (standing.Count > 0)
            await DecisionStore.AddWithdrawalsAsync(work, standing.ConvertAll(decision => decision.Id), withdrawal, cancellation);
        foreach (var some in standing.Chunk(DecisionsOfEvent))
            Publish(work, cycle, city, some, withdrawal);

        var withdrawn = standing.Select(decision => decision.ContractId).ToHashSet();
        return [.. contractIds.Select(id => newest.GetValueOrDefault(id) switch
        {
            null => new WithdrawalOutcome(id, RecordResult.Refused, null, new Refusal(
                RecordRule.Decided, "contract_ids", $"{id}", "has no decision in the cycle", "take the contract from the decisions of the cycle")),
            { Withdrawal: null } decision => new WithdrawalOutcome(
                id, withdrawn.Remove(id) ? RecordResult.Recorded : RecordResult.Unchanged, decision with { Withdrawal = withdrawal }, null),
            { Withdrawal: { } before } decision when before.Reason == withdrawal.Reason => new WithdrawalOutcome(id, RecordResult.Unchanged, decision, null),
            var decision => new WithdrawalOutcome(id, RecordResult.Refused, decision, new Refusal(
                RecordRule.Withdrawn, "contract_ids", $"{id}", $"has no decision that stands: it is withdrawn for another reason, by {decision.Withdrawal!.WithdrawnBy.Name}",
                "leave it out")),
        })];
    }

    // A decision is withdrawn once, so the first one names the message among all of them.
    private static void Publish(UnitOfWork work, FrozenCycle cycle, City city, Decision[] withdrawn, DecisionWithdrawal withdrawal)
    {
        DateOnly DayOf(DateTime moment) => new DateTimeOffset(moment, TimeSpan.Zero).DayIn(city.TimeZone);
        work.Publish(
            DerivedId.From("decisions-withdrawn", withdrawn[0].Id),
            new DecisionsWithdrawn(
                city.Id, cycle.Cycle.CityName, cycle.Cycle.LastDay, cycle.Policy.AskAt, cycle.Policy.Language,
                [.. withdrawn.Select(one => new WithdrawnDecision(
                    one.Id, one.ContractId, one.WorkerId, one.UnitId, one.Terms.Outcome, DayOf(one.DecidedAt), DayOf(withdrawal.WithdrawnAt)))]));
    }

    private static async Task<IReadOnlyList<WithdrawalOutcome>> AnswerAgainAsync(UnitOfWork work, StoredOutcome[] answered, CancellationToken cancellation)
    {
        var shown = await DecisionStore.ListAsync(work, [.. answered.Select(outcome => outcome.FactId).OfType<Guid>().Distinct()], cancellation);
        return [.. answered.Select(outcome => new WithdrawalOutcome(outcome.ContractId, outcome.Result, outcome.FactId is { } id ? shown[id] : null, outcome.Refusal))];
    }

    private void Count(IReadOnlyList<WithdrawalOutcome> outcomes)
    {
        foreach (var outcome in outcomes.Where(outcome => outcome.Result is RecordResult.Recorded).CountBy(outcome => outcome.Decision!.Terms.Outcome))
            metrics.DecisionsWithdrawn(outcome.Key, outcome.Value);
        foreach (var rule in outcomes.Where(outcome => outcome.Refusal is not null).CountBy(outcome => outcome.Refusal!.Rule))
            metrics.DecisionsRefused(rule.Key, rule.Value);
    }
}
