using Workforce.Contract.Events;
using Workforce.Documents;

namespace Workforce.Contract.Recommendations;

/// <summary>Puts the reasons of a recommendation into words.</summary>
public static class RecommendationText
{
    public const string Template = "recommendation";

    /// <param name="language">One of the library's.</param>
    /// <returns>Empty where the inputs were changed by hand and cannot be read.</returns>
    public static string Write(TemplateLibrary templates, Recommendation recommendation, string language)
    {
        if (RecommendationInputs.FromText(recommendation.Inputs) is not { } inputs)
            return "";
        var grounds = recommendation.Judgement.Grounds;
        var limit = inputs.Absences?.Exceeded;
        var written = templates.Render(language, Template, recommendation.TemplateVersion, new
        {
            IsRenew = recommendation.Judgement.Outcome is RecommendationOutcome.Renew,
            IsNone = recommendation.Judgement.Outcome is RecommendationOutcome.None,
            HasPredicate = inputs.Predicate is not null,
            IsVeryGood = inputs.Predicate is Predicate.VeryGood,
            IsGood = inputs.Predicate is Predicate.Good,
            NeedsImprovement = inputs.Predicate is Predicate.NeedsImprovement,
            IsPoor = inputs.Predicate is Predicate.Poor,
            IsVeryPoor = inputs.Predicate is Predicate.VeryPoor,
            IsBelowMinimum = grounds.Contains(NonRenewalGround.Performance),
            CountsDays = inputs.Absences?.CountedDays is not null,
            Days = inputs.Absences?.CountedDays ?? 0,
            IsAbsent = limit is not null,
            IsMoreThan = limit?.MoreThan is not null,
            MostDays = limit?.MoreThan ?? limit?.AtLeast ?? 0,
            IsPerMonth = limit?.Per is AbsencePeriod.Month,
            IsPunished = inputs.Discipline is not null,
            PaperDate = inputs.Discipline?.PaperDate ?? default,
            IsOverAge = grounds.Contains(NonRenewalGround.Law),
            AgeLimit = inputs.Age?.Limit ?? 0,
            AgeOn = inputs.Age?.On ?? default,
            IsUnwilling = inputs.Willing is false,
        });
        return string.Join('\n', written.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
