using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Events;
using Workforce.Contract.Policies;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Separations;

/// <summary>Records separations of a city's contracts: what call and file have in common. All of them, and the event, are one transaction.</summary>
public sealed class SeparationRecorder(FactRecorder recorder, CityStore cities, ContractMetrics metrics)
{
    private const int SeparationsOfEvent = 500;
    private const string UsualLanguage = "id";

    /// <param name="separations">At most 1,000 or so.</param>
    /// <param name="requestId">The caller's id of the call; null where it has none.</param>
    /// <returns>In the order of the separations; to the same call again by its id, the same.</returns>
    /// <exception cref="NotFoundException">No such city.</exception>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    public async Task<IReadOnlyList<SeparationOutcome>> RecordAsync(
        Guid cityId, IReadOnlyList<NewSeparation> separations, Guid? requestId, AllowedCall call, CancellationToken cancellation)
    {
        var city = await cities.GetAsync(cityId, cancellation);
        var request = NamedRequest.Of(cityId, requestId, "record separations", separations, call.Actor);
        return await recorder.RecordAsync(cityId, request, new ListAct<IReadOnlyList<SeparationOutcome>, StoredOutcome[]>(
            (work, now) => RecordAsync(work, city, separations, now, call, cancellation),
            outcomes => [.. outcomes.Select(outcome => new StoredOutcome(outcome.ContractId, outcome.Result, outcome.Separation?.Id, outcome.Refusal))],
            (work, answered) => AnswerAgainAsync(work, answered, cancellation),
            Count), cancellation);
    }

    private static async Task<IReadOnlyList<SeparationOutcome>> RecordAsync(
        UnitOfWork work, City city, IReadOnlyList<NewSeparation> separations, DateTimeOffset now, AllowedCall call, CancellationToken cancellation)
    {
        var today = now.DayIn(city.TimeZone);
        var policy = Policy.InForceOn(today, await PolicyStore.ListAsync(work, city.Id, cancellation));
        var papers = policy?.PaperOfSeparations ?? RequiredPapers.None;
        Guid[] named = [.. separations.Select(separation => separation.ContractId).Distinct()];
        var contracts = await ContractStore.ListTermsAsync(work, city.Id, named, call.Reach, cancellation);
        var newest = await SeparationStore.ListNewestAsync(work, contracts.Keys.ToList(), cancellation);
        // What stands already is unchanged, whatever papers the policy has required since.
        var refusals = separations.Select(separation => newest.GetValueOrDefault(separation.ContractId) is { Withdrawal: null } standing && standing.IsOf(separation)
            ? null
            : separation.FaultOf(contracts.GetValueOrDefault(separation.ContractId), papers, today)).ToList();

        // Of several of one contract the first is recorded, and the others are compared with it.
        var taken = separations.Where((_, at) => refusals[at] is null).DistinctBy(separation => separation.ContractId).ToList();
        var free = taken.Where(separation => newest.GetValueOrDefault(separation.ContractId) is not { Withdrawal: null }).ToList();
        var added = await AddAsync(work, city.Id, free, contracts, newest, now, call, cancellation);
        var standing = free.Count == 0 ? newest : await SeparationStore.ListNewestAsync(work, taken.ConvertAll(separation => separation.ContractId), cancellation);
        foreach (var some in standing.Values.Where(separation => added.Contains(separation.Id)).OrderBy(separation => separation.Id).Chunk(SeparationsOfEvent))
            Publish(work, city, policy, some);
        return [.. separations.Select((separation, at) => refusals[at] is { } refusal
            ? new SeparationOutcome(separation.ContractId, RecordResult.Refused, null, refusal)
            : OutcomeOf(separation, standing[separation.ContractId], added, city.TimeZone))];
    }

    private static async Task<HashSet<Guid>> AddAsync(
        UnitOfWork work, Guid cityId, List<NewSeparation> free, IReadOnlyDictionary<Guid, ContractTerms> contracts, IReadOnlyDictionary<Guid, Separation> newest,
        DateTimeOffset now, AllowedCall call, CancellationToken cancellation)
    {
        if (free.Count == 0)
            return [];
        var rows = free.Zip(SequentialIds.Next(free.Count), (separation, id) =>
        {
            var contract = contracts[separation.ContractId];
            return (
                new Separation(
                    id, cityId, contract.ContractId, contract.WorkerId, contract.UnitId, separation.Code, separation.EffectiveOn, separation.Paper, separation.Reason,
                    ListLock.MomentOf(now), call.Actor),
                newest.GetValueOrDefault(separation.ContractId)?.Id);
        }).ToList();
        return [.. await SeparationStore.AddAsync(work, rows, cancellation)];
    }

    // A separation is recorded once, so the first one names the message among all of them.
    private static void Publish(UnitOfWork work, City city, Policy? policy, Separation[] recorded) => work.Publish(
        DerivedId.From("workers-separated", recorded[0].Id),
        new WorkersSeparated(
            city.Id, city.Name, policy?.AskAt ?? "", policy?.Language ?? UsualLanguage,
            [.. recorded.Select(one => new SeparatedWorker(one.Id, one.ContractId, one.WorkerId, one.UnitId, one.Code, one.EffectiveOn))]));

    private static SeparationOutcome OutcomeOf(NewSeparation said, Separation standing, HashSet<Guid> added, string zone)
    {
        if (!standing.IsOf(said))
            return new SeparationOutcome(said.ContractId, RecordResult.Refused, standing, standing.Refuse(said, zone));
        // Once: the same again, in this call or a later one, is unchanged.
        return new SeparationOutcome(said.ContractId, added.Remove(standing.Id) ? RecordResult.Recorded : RecordResult.Unchanged, standing, null);
    }

    // As they stood then: what was withdrawn since is shown by the listing.
    private static async Task<IReadOnlyList<SeparationOutcome>> AnswerAgainAsync(UnitOfWork work, StoredOutcome[] answered, CancellationToken cancellation)
    {
        var shown = await SeparationStore.ListAsync(work, [.. answered.Select(outcome => outcome.FactId).OfType<Guid>().Distinct()], cancellation);
        return [.. answered.Select(outcome => new SeparationOutcome(
            outcome.ContractId, outcome.Result, outcome.FactId is { } id ? shown[id] with { Withdrawal = null } : null, outcome.Refusal))];
    }

    private void Count(IReadOnlyList<SeparationOutcome> outcomes)
    {
        foreach (var code in outcomes.Where(outcome => outcome.Result is RecordResult.Recorded).CountBy(outcome => outcome.Separation!.Code))
            metrics.SeparationsRecorded(code.Key, code.Value);
        foreach (var rule in outcomes.Where(outcome => outcome.Refusal is not null).CountBy(outcome => outcome.Refusal!.Rule))
            metrics.SeparationsRefused(rule.Key, rule.Value);
    }
}
