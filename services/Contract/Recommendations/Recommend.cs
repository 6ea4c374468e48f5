using System.Runtime.CompilerServices;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.Documents;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Recommendations;

/// <summary>How far a list has come.</summary>
/// <param name="Workers">Of the list, so far.</param>
/// <param name="Recommended">By a new version.</param>
public sealed record RecommendProgress(int Workers, int Recommended, bool IsComplete);

/// <summary>
/// Recommends for each worker on a cycle's list whether to renew, by what is known at the moment. A chunk is one transaction, and stays whatever
/// becomes of the next; the same again changes nothing.
/// </summary>
public sealed class Recommend(
    Database database, CycleStore cycles, ContractStore contracts, ListEvidence listEvidence, GetAges getAges, TemplateLibrary templates, ContractMetrics metrics,
    TimeProvider clock)
{
    private const int WorkersOfChunk = 1_000;

    /// <exception cref="NotFoundException">There is no such cycle within reach.</exception>
    public async IAsyncEnumerable<RecommendProgress> RecommendAsync(Guid cycleId, AllowedCall call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cycle = await cycles.FindFrozenAsync(cycleId, call.Reach, cancellation) ?? throw new NotFoundException("cycle", $"{cycleId}");
        var progress = new RecommendProgress(0, 0, IsComplete: false);
        ListEntry? last = null;
        while (!progress.IsComplete)
        {
            var entries = await contracts.ListEntriesAsync(cycle.Cycle, last, WorkersOfChunk, cancellation);
            var recommended = entries.Count == 0 ? 0 : await RecommendChunkAsync(cycle, entries, call.Actor, cancellation);
            progress = new(progress.Workers + entries.Count, progress.Recommended + recommended, entries.Count < WorkersOfChunk);
            last = entries is [.., var end] ? end : null;
            yield return progress;
        }
    }

    private async Task<int> RecommendChunkAsync(FrozenCycle cycle, IReadOnlyList<ListEntry> entries, Actor by, CancellationToken cancellation)
    {
        // Before the transaction: no lock is held while another service answers. And before the question: what is signed since is of a later moment.
        var asOf = clock.GetUtcNow().UtcDateTime;
        var facts = await KnownFactsAsync(cycle, entries, cancellation);
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync([(DerivedId.From("recommendations", cycle.Cycle.Id), true)], cancellation);
        var newest = (await RecommendationStore.ListNewestAsync(work, cycle.Cycle.Id, [.. entries.Select(entry => entry.ContractId)], cancellation))
            .ToDictionary(recommendation => recommendation.ContractId);
        var version = templates.NewestOf(RecommendationText.Template);
        List<Recommendation> added = [];
        foreach (var ((entry, known), id) in entries.Zip(facts).Zip(SequentialIds.Next(entries.Count)))
        {
            var inputs = RecommendationInputs.Of(cycle.Cycle.Id, known);
            var (sha256, former) = (RecommendationInputs.HashOf(inputs.ToText()), newest.GetValueOrDefault(entry.ContractId));
            // Who asked later and was faster knows more.
            if (former is not null && (former.Sha256 == sha256 || former.AsOf > asOf))
                continue;
            added.Add(new(
                id, cycle.Cycle.CityId, cycle.Cycle.Id, entry.ContractId, entry.WorkerId, entry.UnitId, (former?.Version ?? 0) + 1, Judgement.Of(inputs), inputs, sha256,
                known.Evidence?.Head, version, asOf, by));
        }
        if (added.Count == 0)
            return 0;
        await RecommendationStore.AddAsync(work, added, cancellation);
        work.AfterCommit(() =>
        {
            foreach (var outcome in added.CountBy(recommendation => recommendation.Judgement.Outcome))
                metrics.Recommended(outcome.Key, outcome.Value);
        });
        await work.CommitAsync(cancellation);
        return added.Count;
    }

    private async Task<IReadOnlyList<KnownFacts>> KnownFactsAsync(FrozenCycle cycle, IReadOnlyList<ListEntry> entries, CancellationToken cancellation)
    {
        var firstDay = cycle.Cycle.LastDay.AddDays(1);
        var found = await listEvidence(cycle.Cycle.CityId, [.. entries.Select(entry => entry.ContractId)], firstDay, cancellation);
        var evidence = found.Evidence.ToDictionary(one => one.ContractId);
        RecommendationRules RulesOf(ListEntry entry) => evidence.GetValueOrDefault(entry.ContractId)?.Rules ?? found.Rules ?? RecommendationRules.None;
        var limit = cycle.Policy.AgeLimit;
        Guid[] aged = limit is null ? [] : [.. entries.Where(entry => RulesOf(entry).Declared.Contains(InputKind.Age)).Select(entry => entry.WorkerId).Distinct()];
        var ages = aged.Length == 0 ? new Dictionary<Guid, int>() : await getAges(aged, firstDay, cancellation);
        return
        [
            .. entries.Select(entry => new KnownFacts(
                entry.ContractId, RulesOf(entry), evidence.GetValueOrDefault(entry.ContractId),
                ages.TryGetValue(entry.WorkerId, out var years) ? new AgeInput(limit!.Value, firstDay, years) : null, Willing: null)),
        ];
    }
}
