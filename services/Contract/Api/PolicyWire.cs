using Workforce.Contract.Events;
using Workforce.Contract.Policies;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

/// <summary>Policies and exemption lists on the wire.</summary>
internal static class PolicyWire
{
    /// <exception cref="InvalidInputException">A field is wrong, or is given by its former name too.</exception>
    public static Policy Read(V1.Policy policy) => new(
        Field.Uuid("policy.city_id", policy.CityId),
        Version: 0,
        Field.Day("policy.effective_from", policy.EffectiveFrom),
        ExpiryDueDaysIn(policy),
        ObjectionDaysIn(policy),
        Field.Text("policy.ask_at", policy.AskAt),
        policy.Language,
        policy.Continuing?.RatePastPeriod is true)
    {
        Calendar = policy.Calendar is { } calendar ? new(DaysIn(calendar.Week), HolidaysIn(calendar.Holidays)) : WorkingCalendar.MondayToFriday,
        DaysBeforeEnd = policy.Reminders is { } reminders ? new(reminders.DaysBeforeEnd) : ReminderSteps.None,
        AgeLimit = AgeLimitIn(policy.AgeLimit),
        PaperOfSeparations = policy.PaperRequired is { } papers ? new(papers.AllSeparations, CodesIn(papers.Separations)) : RequiredPapers.None,
        FourEyes = FourEyesIn(policy.Decision),
        Ranking = new(policy.Decision?.Ranking ?? []),
    };

#pragma warning disable CS0612 // Released fields: clients that know no other send and read them.
    public static V1.Policy ToWire(Policy policy) => new()
    {
        CityId = $"{policy.CityId}",
        Version = policy.Version,
        EffectiveFrom = Field.Iso(policy.EffectiveFrom),
        EvaluationDueDays = policy.EvaluationDueDays,
        ObjectionDays = policy.ObjectionDays,
        AskAt = policy.AskAt,
        Language = policy.Language,
        Continuing = new V1.ContinuingPolicy { RatePastPeriod = policy.RatePastPeriod },
        Calendar = new V1.WorkingCalendar
        {
            Week = { policy.Calendar.Week.Select(ToWire).Order() },
            Holidays = { policy.Calendar.Holidays.Select(day => Field.Iso(day)) },
        },
        Rounds = new V1.RoundsPolicy { ExpiryDueDays = policy.EvaluationDueDays },
        Objection = new V1.ObjectionPolicy { Days = policy.ObjectionDays },
        Reminders = new V1.RemindersPolicy
        {
            DaysBeforeEnd = { policy.DaysBeforeEnd.NearestFirst.Reverse() },
        },
        AgeLimit = policy.AgeLimit is { } years ? new V1.AgeLimitPolicy { Years = years, On = V1.AgeDay.FirstDayOfNewPeriod } : null,
        PaperRequired = new V1.PaperPolicy
        {
            AllSeparations = policy.PaperOfSeparations.OfAll,
            Separations = { policy.PaperOfSeparations.Of.Select(code => (V1.SeparationCode)code) },
        },
        Decision = new V1.DecisionPolicy { WithoutFourEyes = !policy.FourEyes, Unrated = V1.UnratedRule.Hold, Ranking = { policy.Ranking.Keys } },
    };

    private static bool FourEyesIn(V1.DecisionPolicy? decision) => decision switch
    {
        null => true,
        { Unrated: V1.UnratedRule.Hold } => !decision.WithoutFourEyes,
        _ => throw new InvalidInputException("policy.decision.unrated", $"{(int)decision.Unrated}", $"is not {(int)V1.UnratedRule.Hold}: who is not rated is decided by name alone"),
    };

    private static int? AgeLimitIn(V1.AgeLimitPolicy? limit) => limit is null or { On: V1.AgeDay.FirstDayOfNewPeriod }
        ? limit?.Years
        : throw new InvalidInputException("policy.age_limit.on", $"{(int)limit.On}", $"is not {(int)V1.AgeDay.FirstDayOfNewPeriod}, the first day of the new period");

    private static int ExpiryDueDaysIn(V1.Policy policy) =>
        OneOf("policy.rounds.expiry_due_days", policy.Rounds?.ExpiryDueDays ?? 0, "policy.evaluation_due_days", policy.EvaluationDueDays);

    private static int ObjectionDaysIn(V1.Policy policy) => OneOf("policy.objection.days", policy.Objection?.Days ?? 0, "policy.objection_days", policy.ObjectionDays);
#pragma warning restore CS0612

    public static ExemptionList Read(V1.ExemptionList list) => new(
        Field.Uuid("exemption_list.city_id", list.CityId),
        Version: 0,
        Field.Text("exemption_list.number", list.Number),
        Field.Day("exemption_list.decided_on", list.DecidedOn),
        new Signatory(
            Field.Text("exemption_list.signatory.name", list.Signatory?.Name ?? ""),
            Field.Text("exemption_list.signatory.title", list.Signatory?.Title ?? "")),
        Field.OptionalDay("exemption_list.stay_home_from", list.StayHomeFrom),
        new ExemptNames(list.Kinds),
        new ExemptNames(list.UnitCodes));

    public static V1.ExemptionList ToWire(ExemptionList list) => new()
    {
        CityId = $"{list.CityId}",
        Version = list.Version,
        Number = list.Number,
        DecidedOn = Field.Iso(list.DecidedOn),
        Signatory = new V1.Signatory { Name = list.Signatory.Name, Title = list.Signatory.Title },
        StayHomeFrom = Field.Iso(list.StayHomeFrom),
        Kinds = { list.Kinds.All },
        UnitCodes = { list.UnitCodes.All },
    };

    // What a field says, or the one by its former name; each wrong by its own path.
    private static int OneOf(string field, int value, string former, int formerValue)
    {
        if (formerValue == 0)
            return value;
        if (value != 0)
            throw new InvalidInputException(former, $"{formerValue}", $"is the former name of {field}, which is given too; give that alone");
        Policy.CheckDays(former, formerValue);
        return formerValue;
    }

    private static IReadOnlyCollection<DayOfWeek> DaysIn(IReadOnlyList<V1.Weekday> week) =>
    [
        .. week.Select((day, i) => day is >= V1.Weekday.Monday and <= V1.Weekday.Sunday
            ? (DayOfWeek)((int)day % 7)
            : throw new InvalidInputException($"policy.calendar.week[{i}]", $"{(int)day}", "is not a day of the week")),
    ];

    private static IReadOnlyCollection<DateOnly> HolidaysIn(IReadOnlyList<string> holidays) =>
        [.. holidays.Select((day, i) => Field.Day($"policy.calendar.holidays[{i}]", day))];

    private static IReadOnlyCollection<SeparationCode> CodesIn(IReadOnlyList<V1.SeparationCode> codes) =>
        [.. codes.Select((code, i) => EnumField.Required<SeparationCode>($"policy.paper_required.separations[{i}]", (int)code))];

    private static V1.Weekday ToWire(DayOfWeek day) => day is DayOfWeek.Sunday ? V1.Weekday.Sunday : (V1.Weekday)day;
}
