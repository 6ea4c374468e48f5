using System.Runtime.CompilerServices;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.Contract.Willingness;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Recommendations;

/// <param name="Recomputed">So far.</param>
/// <param name="Differences">Found since the progress before.</param>
public sealed record RecomputeProgress(int Recomputed, IReadOnlyList<Difference> Differences, bool IsComplete);

/// <summary>Between a recommendation as it is stored and as it is computed anew.</summary>
public sealed record Difference(Guid RecommendationId, Guid ContractId, DifferenceKind Kind, string Stored, string Recomputed);

/// <summary>The numbers are sent.</summary>
public enum DifferenceKind : short
{
    /// <summary>The inputs have another hash than the one stored.</summary>
    Hash = 1,

    /// <summary>Another outcome, or other grounds, follow from the inputs.</summary>
    Outcome = 2,

    /// <summary>The inputs are not what was known at their moment.</summary>
    Inputs = 3,
}

/// <summary>
/// Computes the newest recommendations of a cycle anew from what is frozen (rekomputasi): the hash by the inputs, the outcome by the inputs, and the
/// inputs by what was known at their moment. Ages alone are taken as they are stored, for the register may have corrected a day of birth since.
/// </summary>
public sealed class Recompute(
    CycleStore cycles, RecommendationStore recommendations, StatementStore statements, ListEvidenceOfVersions listEvidenceOfVersions, ListEvidence listEvidence, AccessLog accesses, TimeProvider clock)
{
    private const int Chunk = 1_000;

    /// <exception cref="NotFoundException">There is no such cycle within reach.</exception>
    public async IAsyncEnumerable<RecomputeProgress> RecomputeAsync(Guid cycleId, AllowedCall call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cycle = await cycles.FindFrozenAsync(cycleId, call.Reach, cancellation) ?? throw new NotFoundException("cycle", $"{cycleId}");
        AccessLog.NothingPersonal(call);
        var (recomputed, isComplete, now) = (0, false, clock.GetUtcNow().UtcDateTime);
        StoredRecommendation? last = null;
        while (!isComplete)
        {
            var stored = await recommendations.ListStoredAsync(cycleId, now, last?.ContractId, Chunk, cancellation);
            var differences = await DifferencesAsync(cycle, stored, cancellation);
            // What is compared is the worker's; only what differs is answered.
            if (differences.Count > 0)
                await accesses.WriteAsync(call, new Accessed(cycle.Cycle.CityId, WorkersOf(stored, differences), "recommendations that differ"));
            (recomputed, isComplete, last) = (recomputed + stored.Count, stored.Count < Chunk, stored is [.., var end] ? end : null);
            yield return new(recomputed, differences, isComplete);
        }
    }

    private static List<Guid> WorkersOf(IReadOnlyList<StoredRecommendation> stored, IReadOnlyList<Difference> differences)
    {
        var differing = differences.Select(difference => difference.RecommendationId).ToHashSet();
        return [.. stored.Where(one => differing.Contains(one.Id)).Select(one => one.WorkerId).Distinct()];
    }

    private async Task<IReadOnlyList<Difference>> DifferencesAsync(FrozenCycle cycle, IReadOnlyList<StoredRecommendation> stored, CancellationToken cancellation)
    {
        if (stored.Count == 0)
            return [];
        Guid[] ratings = [.. stored.Select(one => one.RatingId).OfType<Guid>()];
        var versions = ratings.Length == 0 ? new Dictionary<Guid, Evidence>() : await listEvidenceOfVersions(cycle.Cycle.CityId, ratings, cancellation);
        // Of who was not rated: whether there was a rating after all.
        List<StoredRecommendation> unrated = [.. stored.Where(one => one.RatingId is null)];
        var overlooked = unrated.Count == 0
            ? new Dictionary<Guid, Evidence>()
            : (await listEvidence(cycle.Cycle.CityId, [.. unrated.Select(one => one.ContractId)], unrated.Min(one => one.AsOf), cycle.Cycle.LastDay.AddDays(1), cancellation))
                .Evidence.ToDictionary(evidence => evidence.ContractId);
        var said = await statements.ListLatestAsync([.. stored.Select(one => one.ContractId)], [.. stored.Select(one => one.AsOf)], cancellation);
        return
        [
            .. stored.SelectMany(one => DifferencesOf(
                cycle, one, one.RatingId is { } id ? versions.GetValueOrDefault(id) : overlooked.GetValueOrDefault(one.ContractId),
                said.TryGetValue(one.ContractId, out var statement) ? statement.Answer is Answer.Willing : null)),
        ];
    }

    private static IEnumerable<Difference> DifferencesOf(FrozenCycle cycle, StoredRecommendation stored, Evidence? evidence, bool? willing)
    {
        Difference Differs(DifferenceKind kind, string was, string now) => new(stored.Id, stored.ContractId, kind, was, now);

        if (RecommendationInputs.HashOf(stored.Inputs) is var hash && hash != stored.Sha256)
            yield return Differs(DifferenceKind.Hash, stored.Sha256, hash);
        if (RecommendationInputs.FromText(stored.Inputs) is not { } inputs)
        {
            yield return Differs(DifferenceKind.Inputs, stored.Inputs, "cannot be read");
            yield break;
        }
        if (Judgement.Of(inputs) is var judgement && !judgement.IsSameAs(stored.Judgement))
            yield return Differs(DifferenceKind.Outcome, WordsOf(stored.Judgement), WordsOf(judgement));
        if (AnewOf(cycle, stored, inputs, evidence, willing).ToText() is var anew && anew != stored.Inputs)
            yield return Differs(DifferenceKind.Inputs, stored.Inputs, anew);
    }

    // Of who is not rated the policy's version is what it was; what it declares may have been followed by a version of an earlier day since.
    private static RecommendationInputs AnewOf(FrozenCycle cycle, StoredRecommendation stored, RecommendationInputs inputs, Evidence? evidence, bool? willing)
    {
        var rules = evidence?.Rules ?? new RecommendationRules(inputs.PolicyVersion ?? 0, Predicate.VeryPoor, inputs.Declared);
        var age = inputs.Age is { } known && cycle.Policy.AgeLimit is { } limit ? new AgeInput(limit, cycle.Cycle.LastDay.AddDays(1), known.Years) : null;
        return RecommendationInputs.Of(cycle.Cycle.Id, new KnownFacts(new ListEntry(stored.ContractId, stored.WorkerId, default), rules, evidence, age, willing));
    }

    private static string WordsOf(Judgement judgement) => string.Join(' ', [$"{judgement.Outcome}", .. judgement.Grounds.Select(ground => $"{ground}")]);
}
