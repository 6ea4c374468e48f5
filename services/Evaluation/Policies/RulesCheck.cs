using System.Globalization;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Evaluation.Policies;

/// <summary>What a city can mean by the rules of its rating policy.</summary>
internal static class RulesCheck
{
    private const string Rating = "policy.rating";
    private const int CutsOfScore = 4;
    private const decimal HighestScore = 100;
    private const int MostDaysOfYear = 366;
    private const int MostDaysOfMonth = 31;

    /// <exception cref="InvalidInputException">A value is not one a city can mean; the field is its path in the request.</exception>
    public static void Validate(RatingRules rules)
    {
        CheckCuts(rules);
        CheckAbsences(rules.Absences);
        RefuseTwice($"{Rating}.inputs", rules.Inputs);
        if (!rules.Inputs.Contains(RatingInput.Predicate))
            throw new InvalidInputException($"{Rating}.inputs", null, "lacks predicate, without which there is nothing to rate for");
        InRange("policy.objection.days", rules.ObjectionDays, 1, MostDaysOfYear);
        InRange("policy.objection.ruling_days", rules.RulingDays, 1, MostDaysOfYear);
        CheckReminders(rules.HeadsBeforeDue);
    }

    private static void CheckReminders(IReadOnlyList<int> steps)
    {
        const string field = "policy.heads_before_due";
        for (var at = 0; at < steps.Count; at++)
        {
            InRange($"{field}[{at}]", steps[at], 1, MostDaysOfYear);
            if (steps.Take(at).Contains(steps[at]))
                throw new InvalidInputException($"{field}[{at}]", $"{steps[at]}", "stands there twice");
        }
    }

    private static void CheckCuts(RatingRules rules)
    {
        const string field = $"{Rating}.cuts";
        if (rules.Scheme is RatingScheme.Matrix3x3)
        {
            if (rules.Cuts.Count > 0)
                throw new InvalidInputException(field, null, "are for score100; matrix3x3 has none");
            return;
        }
        if (rules.Cuts.Count != CutsOfScore)
            throw new InvalidInputException(field, $"{rules.Cuts.Count}", $"are not {CutsOfScore}, the lowest scores of the four upper predicates");
        for (var cut = 0; cut < CutsOfScore; cut++)
        {
            if (rules.Cuts[cut] is <= 0 or > HighestScore)
                throw new InvalidInputException($"{field}[{cut}]", Text(rules.Cuts[cut]), "is not above 0 and at most 100");
            if (cut > 0 && rules.Cuts[cut] >= rules.Cuts[cut - 1])
                throw new InvalidInputException($"{field}[{cut}]", Text(rules.Cuts[cut]), $"is not below the cut before it, {Text(rules.Cuts[cut - 1])}");
        }
    }

    private static void CheckAbsences(AbsenceRules absences)
    {
        RefuseTwice($"{Rating}.absences.counts", absences.Counts);
        for (var at = 0; at < absences.Limits.Count; at++)
            CheckLimit($"{Rating}.absences.limits[{at}]", absences.Limits[at]);
        if (absences.Limits.Count > 0 && absences.Counts.Count == 0)
            throw new InvalidInputException($"{Rating}.absences.counts", null, "are empty although there are limits: which kinds count?");
    }

    private static void CheckLimit(string field, AbsenceLimit limit)
    {
        var most = limit.Per is AbsencePeriod.Month ? MostDaysOfMonth : MostDaysOfYear;
        if (limit.MoreThan is { } moreThan)
            InRange($"{field}.more_than", moreThan, 0, most);
        if (limit.AtLeast is { } atLeast)
            InRange($"{field}.at_least", atLeast, 1, most);
        if (limit is { MoreThan: null, AtLeast: null })
            throw new InvalidInputException($"{field}.more_than", null, "or at_least is required");
        if (limit is { MoreThan: not null, AtLeast: not null })
            throw new InvalidInputException($"{field}.at_least", $"{limit.AtLeast}", "and more_than are both given; one of them is the limit");
    }

    private static void RefuseTwice<T>(string field, IReadOnlyList<T> values)
        where T : struct, Enum
    {
        for (var at = 1; at < values.Count; at++)
            if (values.Take(at).Contains(values[at]))
                throw new InvalidInputException($"{field}[{at}]", $"{values[at]}", "stands there twice");
    }

    private static void InRange(string field, int days, int least, int most)
    {
        if (days < least || days > most)
            throw new InvalidInputException(field, $"{days}", $"is not between {least} and {most} days");
    }

    private static string Text(decimal score) => score.ToString(CultureInfo.InvariantCulture);
}
