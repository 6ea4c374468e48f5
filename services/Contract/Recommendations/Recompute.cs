using System.Runtime.CompilerServices;
using System.Text.Json;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
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

    /// <summary>The rating is not as Evaluation has it.</summary>
    Rating = 3,
}

/// <summary>Computes recommendations anew from what is frozen (rekomputasi): the inputs by their hash, the outcome by the inputs, the rating by Evaluation.</summary>
public sealed class Recompute(CycleStore cycles, RecommendationStore recommendations, ListEvidenceOfVersions listEvidenceOfVersions)
{
    private const int Chunk = 1_000;

    /// <exception cref="NotFoundException">There is no such cycle within reach.</exception>
    public async IAsyncEnumerable<RecomputeProgress> RecomputeAsync(Guid cycleId, Reach reach, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cycle = await cycles.FindAsync(cycleId, reach, cancellation) ?? throw new NotFoundException("cycle", $"{cycleId}");
        var (recomputed, isComplete) = (0, false);
        StoredRecommendation? last = null;
        while (!isComplete)
        {
            var stored = await recommendations.ListStoredAsync(cycleId, last?.ContractId, Chunk, cancellation);
            var differences = await DifferencesAsync(cycle.CityId, stored, cancellation);
            (recomputed, isComplete, last) = (recomputed + stored.Count, stored.Count < Chunk, stored is [.., var end] ? end : null);
            yield return new(recomputed, differences, isComplete);
        }
    }

    private async Task<IReadOnlyList<Difference>> DifferencesAsync(Guid cityId, IReadOnlyList<StoredRecommendation> stored, CancellationToken cancellation)
    {
        Guid[] ratings = [.. stored.Select(one => one.RatingId).OfType<Guid>()];
        var evidence = ratings.Length == 0 ? new Dictionary<Guid, Evidence>() : await listEvidenceOfVersions(cityId, ratings, cancellation);
        return [.. stored.SelectMany(one => DifferencesOf(one, one.RatingId is { } id ? evidence.GetValueOrDefault(id) : null))];
    }

    private static IEnumerable<Difference> DifferencesOf(StoredRecommendation stored, Evidence? evidence)
    {
        Difference Differs(DifferenceKind kind, string was, string is_) => new(stored.Id, stored.ContractId, kind, was, is_);

        if (RecommendationInputs.HashOf(stored.Inputs) is var hash && hash != stored.Sha256)
            yield return Differs(DifferenceKind.Hash, stored.Sha256, hash);
        if (Read(stored.Inputs) is not { } inputs)
        {
            yield return Differs(DifferenceKind.Outcome, WordsOf(stored.Judgement), "the inputs cannot be read");
            yield break;
        }
        if (Judgement.Of(inputs) is var judgement && !judgement.IsSameAs(stored.Judgement))
            yield return Differs(DifferenceKind.Outcome, WordsOf(stored.Judgement), WordsOf(judgement));
        if (inputs.Rating?.Id != stored.RatingId)
            yield return Differs(DifferenceKind.Rating, $"{stored.RatingId}", $"{inputs.Rating?.Id}");
        else if (inputs.Rating is not null && FaultOf(inputs, evidence) is { } fault)
            yield return Differs(DifferenceKind.Rating, fault.Stored, fault.Recomputed);
    }

    // What of the inputs is the rating's, by the rules that its round froze; the others are frozen with the recommendation alone.
    private static (string Stored, string Recomputed)? FaultOf(RecommendationInputs inputs, Evidence? evidence)
    {
        if (evidence is null)
            return ($"rating {inputs.Rating!.Id}", "Evaluation has no such version");
        var anew = RecommendationInputs.Of(inputs.CycleId, new KnownFacts(new ListEntry(evidence.ContractId, default, default), evidence.Rules, evidence, inputs.Age, inputs.Willing));
        var (was, now) = (inputs.ToText(), anew.ToText());
        return was == now ? null : (was, now);
    }

    private static RecommendationInputs? Read(string text)
    {
        try
        {
            return RecommendationInputs.FromText(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string WordsOf(Judgement judgement) => string.Join(' ', [$"{judgement.Outcome}", .. judgement.Grounds.Select(ground => $"{ground}")]);
}
