using Workforce.Contract.Recommendations;
using Workforce.Documents;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Contract.Api;

/// <summary>Recommendations on the wire.</summary>
internal static class RecommendationWire
{
    /// <exception cref="InvalidInputException">A field cannot be read.</exception>
    public static RecommendationFilter FilterFrom(V1.ListRecommendationsRequest request) => new(
        Field.Uuid("cycle_id", request.CycleId), Field.OptionalUuid("unit_id", request.UnitId),
        EnumField.Optional<RecommendationOutcome>("outcome", (int)request.Outcome), request.HeadDiffers);

    /// <exception cref="InvalidInputException">There are no words in it.</exception>
    public static string LanguageFrom(string language) => language.Length == 0 ? TemplateLibrary.DefaultLanguage
        : TemplateLibrary.Speaks(language) ? language
        : throw new InvalidInputException("language", language, $"is not one of {string.Join(", ", TemplateLibrary.Languages)}");

    /// <returns>Null on the first page.</returns>
    public static (Guid Unit, Guid Contract)? AfterFrom(Page page) => page.AfterKey(parts: 2) is { } key ? (key.Id(), key.Id()) : null;

    public static V1.RecommendProgress ToWire(RecommendProgress progress) => new()
    {
        Workers = progress.Workers,
        Recommended = progress.Recommended,
        Unchanged = progress.Workers - progress.Recommended,
        Complete = progress.IsComplete,
    };

    public static V1.Recommendation ToWire(Recommendation recommendation, string reasons) => new()
    {
        Id = $"{recommendation.Id}",
        CycleId = $"{recommendation.CycleId}",
        ContractId = $"{recommendation.ContractId}",
        WorkerId = $"{recommendation.WorkerId}",
        UnitId = $"{recommendation.UnitId}",
        Version = recommendation.Version,
        Outcome = (V1.RecommendationOutcome)recommendation.Judgement.Outcome,
        Grounds = { recommendation.Judgement.Grounds.Select(ground => (V1.NonRenewalGround)ground) },
        Reasons = reasons,
        Inputs = recommendation.Inputs,
        Sha256 = recommendation.Sha256,
        RatingId = $"{recommendation.RatingId}",
        HeadRecommendation = (Evaluation.V1.HeadRecommendation)(recommendation.Head ?? 0),
        HeadDiffers = recommendation.HeadDiffers,
        AsOf = Timestamp.FromDateTime(recommendation.AsOf),
        MadeBy = recommendation.MadeBy.ToWire(),
    };

    public static V1.CountRecommendationsReply ToWire(RecommendationCounts counts) => new()
    {
        Workers = counts.Workers,
        Counts =
        {
            counts.Counts.Select(count => new V1.RecommendationCount
            {
                UnitId = $"{count.UnitId}",
                Outcome = (V1.RecommendationOutcome)count.Judgement.Outcome,
                Grounds = { count.Judgement.Grounds.Select(ground => (V1.NonRenewalGround)ground) },
                Workers = count.Workers,
                HeadDiffers = count.HeadDiffers,
            }),
        },
    };

    public static V1.RecomputeProgress ToWire(RecomputeProgress progress) => new()
    {
        Recomputed = progress.Recomputed,
        Complete = progress.IsComplete,
        Differences =
        {
            progress.Differences.Select(difference => new V1.RecomputedDifference
            {
                RecommendationId = $"{difference.RecommendationId}",
                ContractId = $"{difference.ContractId}",
                Kind = (V1.DifferenceKind)difference.Kind,
                Stored = difference.Stored,
                Recomputed = difference.Recomputed,
            }),
        },
    };
}
