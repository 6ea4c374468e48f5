using System.Runtime.CompilerServices;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.Contract.Records;
using Workforce.Contract.Separations;
using Workforce.Contract.Willingness;
using Workforce.Documents;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Recommendations;

/// <summary>How far a list has come.</summary>
/// <param name="Workers">Of the list, so far, without those who are separated.</param>
/// <param name="Recommended">By a new version.</param>
public sealed record RecommendProgress(int Workers, int Recommended, bool IsComplete);

/// <summary>
/// Recommends for each worker on a cycle's list whether to renew, by what is known at the moment. A chunk is one transaction, and stays whatever
/// becomes of the next; the same again changes nothing.
/// </summary>
public sealed class Recommend(
    Database database, CycleStore cycles, ContractStore contracts, ListEvidence listEvidence, GetAges getAges, TemplateLibrary templates, ContractMetrics metrics,
    CityDays days, TimeProvider clock)
{
    private const int WorkersOfChunk = 1_000;

    /// <exception cref="NotFoundException">There is no such cycle within reach.</exception>
    /// <exception cref="NotReadyException">Registry does not know the age of a worker.</exception>
    public async IAsyncEnumerable<RecommendProgress> RecommendAsync(Guid cycleId, AllowedCall call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cycle = await cycles.FindFrozenAsync(cycleId, call.Reach, cancellation) ?? throw new NotFoundException("cycle", $"{cycleId}");
        var progress = new RecommendProgress(0, 0, IsComplete: false);
        ListEntry? last = null;
        while (!progress.IsComplete)
        {
            var entries = await contracts.ListEntriesAsync(cycle.Cycle, last, WorkersOfChunk, cancellation);
            var (workers, recommended) = entries.Count == 0 ? (0, 0) : await RecommendChunkAsync(cycle, entries, call.Actor, cancellation);
            progress = new(progress.Workers + workers, progress.Recommended + recommended, entries.Count < WorkersOfChunk);
            last = entries is [.., var end] ? end : null;
            yield return progress;
        }
    }

    private async Task<(int Workers, int Recommended)> RecommendChunkAsync(FrozenCycle cycle, IReadOnlyList<ListEntry> entries, Actor by, CancellationToken cancellation)
    {
        // Before the transaction: no lock is held while another service answers. What is signed since is of a later moment, and left out.
        var asOf = ListLock.MomentOf(clock.GetUtcNow());
        var facts = await KnownFactsAsync(cycle, entries, asOf, cancellation);
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync([(ListLock.Of(cycle.Cycle.CityId), true)], cancellation);
        facts = await AddRecordedAsync(work, cycle, facts, asOf, cancellation);
        var newest = (await RecommendationStore.ListNewestAsync(work, cycle.Cycle.Id, [.. facts.Select(known => known.Entry.ContractId)], cancellation))
            .ToDictionary(version => version.ContractId);
        var making = new Making(cycle.Cycle, templates.NewestOf(RecommendationText.Template), asOf, ListLock.MomentOf(clock.GetUtcNow()), by);
        Recommendation[] added =
        [
            .. facts.Zip(SequentialIds.Next(facts.Count), (known, id) => making.NextOf(known, id, newest.GetValueOrDefault(known.Entry.ContractId))).OfType<Recommendation>(),
        ];
        if (added.Length > 0)
            await StoreAsync(work, added, cancellation);
        return (facts.Count, added.Length);
    }

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<Recommendation> added, CancellationToken cancellation)
    {
        await RecommendationStore.AddAsync(work, added, cancellation);
        work.AfterCommit(() =>
        {
            foreach (var outcome in added.CountBy(recommendation => recommendation.Judgement.Outcome))
                metrics.Recommended(outcome.Key, outcome.Value);
        });
        await work.CommitAsync(cancellation);
    }

    // Without those who are separated by today, and with what the others say of going on.
    private async Task<IReadOnlyList<KnownFacts>> AddRecordedAsync(
        UnitOfWork work, FrozenCycle cycle, IReadOnlyList<KnownFacts> facts, DateTime asOf, CancellationToken cancellation)
    {
        Guid[] ids = [.. facts.Select(known => known.Entry.ContractId)];
        var today = await days.DayOfAsync(cycle.Cycle.CityId, asOf, cancellation);
        var separated = await SeparationStore.ListSeparatedAsync(work, ids, today, asOf, cancellation);
        var said = await StatementStore.ListLatestAsync(work, ids, asOf, cancellation);
        return
        [
            .. from known in facts
               where !separated.ContainsKey(known.Entry.ContractId)
               select known with { Willing = said.TryGetValue(known.Entry.ContractId, out var statement) ? statement.Answer is Answer.Willing : null },
        ];
    }

    private async Task<IReadOnlyList<KnownFacts>> KnownFactsAsync(FrozenCycle cycle, IReadOnlyList<ListEntry> entries, DateTime asOf, CancellationToken cancellation)
    {
        var firstDay = cycle.Cycle.LastDay.AddDays(1);
        var found = await listEvidence(cycle.Cycle.CityId, [.. entries.Select(entry => entry.ContractId)], asOf, firstDay, cancellation);
        var evidence = found.Evidence.ToDictionary(one => one.ContractId);
        RecommendationRules RulesOf(ListEntry entry) => evidence.GetValueOrDefault(entry.ContractId)?.Rules ?? found.Rules ?? RecommendationRules.None;
        var limit = cycle.Policy.AgeLimit;
        Guid[] aged = limit is null ? [] : [.. entries.Where(entry => RulesOf(entry).Declared.Contains(InputKind.Age)).Select(entry => entry.WorkerId).Distinct()];
        var ages = aged.Length == 0 ? new Dictionary<Guid, int>() : await getAges(aged, firstDay, cancellation);
        // Left out, a worker above the limit would be recommended.
        if (ages.Count < aged.Length)
            throw new NotReadyException($"Registry answers no age for {aged.Length - ages.Count} of {aged.Length} workers, which the rating policy declares as an input: their contracts are not in its register, or this service may not read the city there");
        return
        [
            .. entries.Select(entry => new KnownFacts(
                entry, RulesOf(entry), evidence.GetValueOrDefault(entry.ContractId),
                ages.TryGetValue(entry.WorkerId, out var years) ? new AgeInput(limit!.Value, firstDay, years) : null, Willing: null)),
        ];
    }

    /// <summary>What the recommendations of a chunk have in common.</summary>
    private sealed record Making(Cycle Cycle, int Template, DateTime AsOf, DateTime MadeAt, Actor By)
    {
        /// <returns>Null where inputs and unit are as before, or who asked later was faster and knows more.</returns>
        public Recommendation? NextOf(KnownFacts known, Guid id, NewestVersion? former)
        {
            var inputs = RecommendationInputs.Of(Cycle.Id, known);
            var text = inputs.ToText();
            var sha256 = RecommendationInputs.HashOf(text);
            if (former is not null && (former.AsOf > AsOf || (former.Sha256 == sha256 && former.UnitId == known.Entry.UnitId)))
                return null;
            return new(
                id, Cycle.CityId, Cycle.Id, known.Entry.ContractId, known.Entry.WorkerId, known.Entry.UnitId, (former?.Version ?? 0) + 1, Judgement.Of(inputs), text, sha256,
                inputs.Rating?.Id, known.Evidence?.Head, Template, AsOf, MadeAt, By);
        }
    }
}
