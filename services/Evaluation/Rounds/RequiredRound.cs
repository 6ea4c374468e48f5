using Workforce.Evaluation.Policies;

namespace Workforce.Evaluation.Rounds;

/// <summary>A round that a city's rating policy requires by a day on which heads would be reminded of it, or would have rated.</summary>
/// <param name="Kind">Yearly or quarterly.</param>
/// <param name="PeriodTo">Through this day.</param>
/// <param name="DueDay">By when heads would have to rate.</param>
/// <param name="PolicyVersion">That requires it.</param>
public sealed record RequiredRound(Guid CityId, RoundKind Kind, DateOnly PeriodFrom, DateOnly PeriodTo, DateOnly DueDay, int PolicyVersion)
{
    private const int MonthsOfYear = 12;
    private const int MonthsOfQuarter = 3;

    /// <summary>
    /// What is required on a day: of the year or quarter that it is in, from the first reminder of heads on, and of the one before, each by the
    /// policy that was in force in it last.
    /// </summary>
    /// <param name="versions">Of one city.</param>
    public static IEnumerable<RequiredRound> On(DateOnly today, IReadOnlyList<RatingPolicy> versions) =>
        from period in Periods(today)
        let policy = RatingPolicy.InForceOn(today < period.To ? today : period.To, versions)
        where policy is not null && policy.Rules.RequiredRounds == period.Required
        let due = DueIn(policy.Rules, period.Required, period.From, period.To)
        where today >= due.AddDays(-policy.Rules.HeadsBeforeDue.DefaultIfEmpty(0).Max())
        select new RequiredRound(
            policy.CityId, period.Required is RequiredRounds.Yearly ? RoundKind.Yearly : RoundKind.Quarterly, period.From, period.To, due, policy.Version);

    /// <summary>Whether a round is one of those that are required: of the kind or, for a year, before the contracts end; its period ends in that of this one.</summary>
    public bool IsMetBy(Round round) =>
        round.CityId == CityId && round.PeriodTo >= PeriodFrom && round.PeriodTo <= PeriodTo
        && (round.Kind == Kind || (Kind is RoundKind.Yearly && round.Kind is RoundKind.BeforeEnd));

    private static IEnumerable<(RequiredRounds Required, DateOnly From, DateOnly To)> Periods(DateOnly today)
    {
        foreach (var (required, months) in new[] { (RequiredRounds.Yearly, MonthsOfYear), (RequiredRounds.Quarterly, MonthsOfQuarter) })
        {
            var current = new DateOnly(today.Year, ((today.Month - 1) / months * months) + 1, 1);
            yield return (required, current.AddMonths(-months), current.AddDays(-1));
            yield return (required, current, current.AddMonths(months).AddDays(-1));
        }
    }

    private static DateOnly DueIn(RatingRules rules, RequiredRounds required, DateOnly from, DateOnly to) =>
        required is RequiredRounds.Yearly && rules.BeforeEndDue is { } day && day >= from && day <= to ? day : to;
}
