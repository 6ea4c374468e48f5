using System.Globalization;
using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Ratings;

/// <summary>What the rules of a round do not take of a rating.</summary>
internal static class RatingCheck
{
    private const decimal HighestScore = 100;
    private const int Decimals = 2;

    /// <param name="rated">The days of the contract in the round.</param>
    /// <returns>Null when the rating can be signed.</returns>
    public static Refusal? FaultOf(RatingFacts facts, RatingRules rules, RatedDays rated, DateOnly today) =>
        FaultOfMark(facts, rules)
        ?? FaultOfAbsences(facts, rules, rated)
        ?? FaultOfRecommendation(facts, rules)
        ?? FaultOfDays(facts, today);

    private static Refusal? FaultOfMark(RatingFacts facts, RatingRules rules) => (rules.Scheme, facts) switch
    {
        (RatingScheme.Matrix3x3, { Score: not null }) => Scheme("facts.score", "is for the scheme score100; by matrix3x3 result and conduct are rated"),
        (RatingScheme.Matrix3x3, { Result: null }) => Scheme("facts.result", "is required: below, at or above expectation"),
        (RatingScheme.Matrix3x3, { Conduct: null }) => Scheme("facts.conduct", "is required: below, at or above expectation"),
        (RatingScheme.Score100, { Result: not null }) => Scheme("facts.result", "is for the scheme matrix3x3; by score100 a score is given"),
        (RatingScheme.Score100, { Score: null }) => Scheme("facts.score", "is required: from 0 to 100"),
        (RatingScheme.Score100, { Score: < 0 or > HighestScore }) => Scheme("facts.score", "is not between 0 and 100", facts.Score.Value.ToString(CultureInfo.InvariantCulture)),
        (RatingScheme.Score100, { Score: { } score }) when decimal.Round(score, Decimals) != score =>
            Scheme("facts.score", "has more than two decimals; it is not rounded here", score.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static Refusal? FaultOfAbsences(RatingFacts facts, RatingRules rules, RatedDays rated)
    {
        for (var at = 0; at < facts.Absences.Count; at++)
            if (FaultOf(facts.Absences, at, rated) is { } fault)
                return fault;
        return rules.Inputs.Contains(RatingInput.Absences) && rules.Absences.FirstUndecided(facts.Absences, rated) is { } limit
            ? new Refusal(RefusalRule.Absence, "facts.absences", null, $"are given in total, which does not tell whether they exceed {Words(limit)}; give them month by month")
            : null;
    }

    private static Refusal? FaultOf(IReadOnlyList<Absence> absences, int at, RatedDays rated)
    {
        var absence = absences[at];
        if (absences.Take(at).Any(other => other.Kind == absence.Kind && (other.Month is null || absence.Month is null || other.Month == absence.Month)))
            return Absent(at, "kind", $"{absence.Kind}", "is given twice: in total, or each month once");
        if (absence.Month is { } month && !rated.Has(month))
            return Absent(at, "month", CanonicalForm.Month(month), $"has none of the days that are rated, {rated.From.ToIso()} to {rated.To.ToIso()}");
        var most = rated.DaysIn(absence.Month);
        return absence.Days > most ? Absent(at, "days", $"{absence.Days}", $"are more than the {most} days that are rated") : null;
    }

    private static Refusal? FaultOfRecommendation(RatingFacts facts, RatingRules rules) => (rules.HeadRecommendation, facts.HeadRecommendation) switch
    {
        (HeadRecommendationRule.Required, null) => new Refusal(RefusalRule.Recommendation, "facts.head_recommendation", null, "is required by the policy: to renew, or not to renew"),
        (HeadRecommendationRule.None, not null) => new Refusal(RefusalRule.Recommendation, "facts.head_recommendation", $"{facts.HeadRecommendation}", "is not asked for by the policy; leave it out"),
        _ => null,
    };

    private static Refusal? FaultOfDays(RatingFacts facts, DateOnly today) =>
        facts.RatedOn > today ? ToCome("facts.rated_on", facts.RatedOn.Value, today)
        : facts.Discipline?.PaperDate > today ? ToCome("facts.discipline.paper_date", facts.Discipline.PaperDate.Value, today)
        : null;

    private static Refusal ToCome(string field, DateOnly day, DateOnly today) =>
        new(RefusalRule.Day, field, day.ToIso(), $"is to come; today is {today.ToIso()}");

    private static Refusal Scheme(string field, string reason, string? value = null) => new(RefusalRule.Scheme, field, value, reason);

    private static Refusal Absent(int at, string field, string value, string reason) =>
        new(RefusalRule.Absence, $"facts.absences[{at}].{field}", value, reason);

    private static string Words(AbsenceLimit limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(limit.MoreThan is { } most ? $"more than {most}" : $"at least {limit.AtLeast}")} days {(limit.Per is AbsencePeriod.Month ? "a month" : "a contract year")}");
}
