using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Contract.Recommendations;

/// <summary>Whether to renew a worker's contract (rekomendasi perpanjangan), in one of its versions. It decides nothing.</summary>
/// <param name="Id">UUIDv7; each version has its own.</param>
/// <param name="Version">1 is the first; other inputs make the next.</param>
/// <param name="Inputs">In their canonical form (<see cref="RecommendationInputs.ToText"/>), as it is stored.</param>
/// <param name="Sha256">Over the inputs, in hexadecimal digits.</param>
/// <param name="RatingId">The version of the rating that it rests on; null where there is none.</param>
/// <param name="Head">The head's own recommendation; it is no input.</param>
/// <param name="TemplateVersion">Of the words for its reasons.</param>
/// <param name="AsOf">The moment of whose facts it is, UTC.</param>
/// <param name="MadeAt">From when on it is known, UTC: a moment later, once the facts were gathered.</param>
public sealed record Recommendation(
    Guid Id, Guid CityId, Guid CycleId, Guid ContractId, Guid WorkerId, Guid UnitId, int Version, Judgement Judgement, string Inputs, string Sha256, Guid? RatingId,
    HeadRecommendation? Head, int TemplateVersion, DateTime AsOf, DateTime MadeAt, Actor MadeBy)
{
    public bool HeadDiffers => Head is { } head && Judgement.Outcome is not RecommendationOutcome.None
        && head is HeadRecommendation.Renew != Judgement.Outcome is RecommendationOutcome.Renew;
}

/// <summary>What follows from inputs, and from nothing else.</summary>
/// <param name="Grounds">Against renewal, in the order of their numbers; also of a worker who is not rated, of whom nothing is recommended.</param>
public sealed record Judgement(RecommendationOutcome Outcome, IReadOnlyList<NonRenewalGround> Grounds)
{
    public static Judgement Of(RecommendationInputs inputs)
    {
        NonRenewalGround[] grounds = [.. GroundsIn(inputs)];
        return new(
            inputs.Rating is null ? RecommendationOutcome.None
                : grounds.Length > 0 ? RecommendationOutcome.NotRenew
                : RecommendationOutcome.Renew,
            grounds);
    }

    /// <summary>The grounds as bits: bit n of ground n.</summary>
    public short GroundBits => (short)Grounds.Sum(ground => 1 << (short)ground);

    public static Judgement Stored(RecommendationOutcome outcome, short groundBits) =>
        new(outcome, [.. Enum.GetValues<NonRenewalGround>().Where(ground => (groundBits & (1 << (short)ground)) != 0)]);

    public bool IsSameAs(Judgement other) => Outcome == other.Outcome && GroundBits == other.GroundBits;

    private static IEnumerable<NonRenewalGround> GroundsIn(RecommendationInputs inputs)
    {
        if (inputs.Predicate > inputs.MinimumPredicate)
            yield return NonRenewalGround.Performance;
        if (inputs.Absences?.Exceeded is not null)
            yield return NonRenewalGround.Absence;
        if (inputs.Discipline is not null)
            yield return NonRenewalGround.Discipline;
        if (inputs.Age is { } age && age.Years >= age.Limit)
            yield return NonRenewalGround.Law;
        if (inputs.Willing is false)
            yield return NonRenewalGround.Unwilling;
    }
}

/// <summary>The numbers are sent and stored.</summary>
public enum RecommendationOutcome : short
{
    /// <summary>Diperpanjang.</summary>
    Renew = 1,

    /// <summary>Tidak diperpanjang.</summary>
    NotRenew = 2,

    /// <summary>Belum dinilai: without a rating nothing is recommended.</summary>
    None = 3,
}

/// <summary>The head's own recommendation (rekomendasi kepala). The numbers are sent and stored.</summary>
public enum HeadRecommendation : short
{
    /// <summary>Dilanjutkan.</summary>
    Renew = 1,

    /// <summary>Tidak dilanjutkan.</summary>
    NotRenew = 2,
}
