using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Policies;

/// <summary>What a city itself decides (kebijakan) about the end of contracts, in one of its versions.</summary>
/// <param name="Version">1 for the first; 0 before it is stored.</param>
/// <param name="EffectiveFrom">The first day on which it is in force.</param>
/// <param name="EvaluationDueDays">Days by which heads must have rated: after the last day, or after the day of a sweep that comes late.</param>
/// <param name="ObjectionDays">Days that a worker has to object to a rating (civil servants: 14).</param>
/// <param name="AskAt">The office where workers ask or object, as printed in notices.</param>
/// <param name="Language">Of notices and letters: <c>id</c> or <c>en</c>.</param>
/// <param name="RatePastPeriod">Whether heads rate the past period of workers too who go on by their next contract.</param>
public sealed record Policy(
    Guid CityId, int Version, DateOnly EffectiveFrom, int EvaluationDueDays, int ObjectionDays, string AskAt, string Language,
    bool RatePastPeriod = false)
{
    private const int LongestDueDays = 366;
    private const int LowestAgeLimit = 18;
    private const int HighestAgeLimit = 100;
    private static readonly string[] Languages = ["id", "en"];

    /// <summary>By which workers stay home from the first working day.</summary>
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.MondayToFriday;

    /// <summary>Before a contract's last day: its worker and the personnel office are reminded.</summary>
    public ReminderSteps DaysBeforeEnd { get; init; } = ReminderSteps.None;

    /// <summary>Years of the city's age limit (batas usia), on the first day of the new period; null when it has none.</summary>
    public int? AgeLimit { get; init; }

    /// <summary>Who proposes a decision does not make it.</summary>
    public bool FourEyes { get; init; } = true;

    /// <summary>The declared order (urutan) by which is left out first where not all can be renewed.</summary>
    public DeclaredOrder Ranking { get; init; } = DeclaredOrder.None;

    /// <summary>Which separations need a paper.</summary>
    public RequiredPapers PaperOfSeparations { get; init; } = RequiredPapers.None;

    /// <exception cref="InvalidInputException">A value is not one a city can mean.</exception>
    public Policy Validated()
    {
        CheckDays("policy.rounds.expiry_due_days", EvaluationDueDays);
        CheckDays("policy.objection.days", ObjectionDays);
        DaysBeforeEnd.Validate("policy.reminders.days_before_end");
        if (AgeLimit is < LowestAgeLimit or > HighestAgeLimit)
            throw new InvalidInputException("policy.age_limit.years", $"{AgeLimit}", $"is not between {LowestAgeLimit} and {HighestAgeLimit} years");
        PaperOfSeparations.Validate("policy.paper_required");
        Ranking.Validate("policy.decision.ranking");
        if (!Languages.Contains(Language))
            throw new InvalidInputException("policy.language", Language, "is not one of id, en");
        return this;
    }

    /// <summary>
    /// The version in force on a day: of those in effect by then, the one that took effect last; of several that took effect
    /// on one day, the newest. Null when none was in effect.
    /// </summary>
    public static Policy? InForceOn(DateOnly day, IEnumerable<Policy> versions) =>
        versions.Where(policy => policy.EffectiveFrom <= day).MaxBy(policy => (policy.EffectiveFrom, policy.Version));

    /// <param name="field">The path by which the policy has them.</param>
    /// <exception cref="InvalidInputException">No city can mean so many, or so few.</exception>
    public static void CheckDays(string field, int days)
    {
        if (days is < 1 or > LongestDueDays)
            throw new InvalidInputException(field, $"{days}", $"is not between 1 and {LongestDueDays} days");
    }
}
