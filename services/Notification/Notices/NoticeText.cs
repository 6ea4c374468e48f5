using Workforce.Contract.Events;
using Workforce.Notification.Cycles;
using Workforce.Notification.Decisions;
using Workforce.Notification.Reminders;
using Workforce.Notification.Rounds;
using Workforce.Notification.Separations;
using Workforce.Documents;

namespace Workforce.Notification.Notices;

/// <summary>Puts a notice into words.</summary>
public static class NoticeText
{
    /// <summary>The template of a kind of notices.</summary>
    public static string TemplateOf(NoticeKind kind, RecipientKind recipient = RecipientKind.Worker) => kind switch
    {
        NoticeKind.ContractEnds when recipient is RecipientKind.PersonnelOffice => "contracts-end",
        NoticeKind.ContractEnds => "contract-ends",
        NoticeKind.ContractExpired => "contract-expired",
        NoticeKind.ContractContinues => "contract-continues",
        NoticeKind.ExpiryTakenBack => "expiry-taken-back",
        NoticeKind.Rated => "rated",
        NoticeKind.ObjectionRuled => "objection-ruled",
        NoticeKind.RatingsDue => "ratings-due",
        NoticeKind.Separated => "separated",
        NoticeKind.Renewed => "renewed",
        NoticeKind.NotRenewed => "not-renewed",
        NoticeKind.DecisionWithdrawn => "decision-withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "has no template"),
    };

    /// <param name="cycle">The notice's cycle; null when it has none.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(TemplateLibrary templates, Notice notice, Cycle? cycle, string language) =>
        templates.Render(language, TemplateOf(notice.Kind), notice.TemplateVersion, FactsOf(notice, cycle));

    /// <param name="reminder">The notice's.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(TemplateLibrary templates, Notice notice, Reminder reminder, string language) =>
        templates.Render(language, TemplateOf(notice.Kind), notice.TemplateVersion, new
        {
            City = reminder.CityName,
            Unit = reminder.UnitNames.GetValueOrDefault(notice.UnitId ?? default),
            Recipient = notice.Recipient.Name,
            reminder.LastDay,
            reminder.Step,
            IsOneDay = reminder.Step == 1,
            IsWithVendor = notice.Employer is not null,
            Vendor = notice.Employer?.Name,
            reminder.AskAt,
        });

    /// <summary>A notice of a version of a rating.</summary>
    /// <param name="round">The notice's.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(TemplateLibrary templates, Notice notice, Round round, string language)
    {
        var rating = notice.Rating!;
        return templates.Render(language, TemplateOf(notice.Kind), notice.TemplateVersion, new
        {
            City = round.CityName,
            Unit = round.UnitNames.GetValueOrDefault(notice.UnitId ?? default),
            Recipient = notice.Recipient.Name,
            round.PeriodFrom,
            round.PeriodTo,
            IsVeryGood = rating.Predicate is Predicate.VeryGood,
            IsGood = rating.Predicate is Predicate.Good,
            NeedsImprovement = rating.Predicate is Predicate.NeedsImprovement,
            IsPoor = rating.Predicate is Predicate.Poor,
            IsVeryPoor = rating.Predicate is Predicate.VeryPoor,
            CountsAbsences = rating.CountedDays is not null,
            CountedDays = rating.CountedDays ?? 0,
            IsOneDay = rating.CountedDays == 1,
            IsCorrected = rating.Version > 1,
            IsGranted = rating.Ruling is Ruling.Granted,
            round.ObjectionDays,
            IsOneDayToObject = round.ObjectionDays == 1,
            round.AskAt,
        });
    }

    /// <summary>A notice to a head whose workers are not rated yet.</summary>
    /// <param name="reminder">The notice's.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(TemplateLibrary templates, Notice notice, HeadReminder reminder, string language)
    {
        var unit = reminder.Units[notice.UnitId!.Value];
        return templates.Render(language, TemplateOf(notice.Kind), notice.TemplateVersion, new
        {
            City = reminder.CityName,
            Unit = unit.Name,
            unit.HeadTitle,
            unit.Unrated,
            IsOneWorker = unit.Unrated == 1,
            DueDay = notice.DueDay!.Value,
            unit.DaysLeft,
            IsToday = unit.DaysLeft == 0,
            IsOneDay = unit.DaysLeft == 1,
            IsOver = unit.DaysLeft < 0,
        });
    }

    /// <summary>A notice to a worker who has left the list.</summary>
    /// <param name="separation">The notice's.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(TemplateLibrary templates, Notice notice, Separation separation, string language) =>
        templates.Render(language, TemplateOf(notice.Kind), notice.TemplateVersion, new
        {
            City = separation.CityName,
            Unit = separation.UnitName,
            Recipient = notice.Recipient.Name,
            separation.EffectiveOn,
            IsCpns = separation.Code is SeparationCode.Cpns,
            IsPppk = separation.Code is SeparationCode.Pppk,
            IsPppkPartTime = separation.Code is SeparationCode.PppkPartTime,
            IsStateCompany = separation.Code is SeparationCode.StateCompany,
            IsOtherEmployer = separation.Code is SeparationCode.OtherEmployer,
            IsMovedCity = separation.Code is SeparationCode.MovedCity,
            IsResigned = separation.Code is SeparationCode.Resigned,
            IsPoliticalCandidate = separation.Code is SeparationCode.PoliticalCandidate,
            IsAgeLimit = separation.Code is SeparationCode.AgeLimit,
            IsDiscipline = separation.Code is SeparationCode.Discipline,
            IsDoubleEmployment = separation.Code is SeparationCode.DoubleEmployment,
            IsInvalidDocument = separation.Code is SeparationCode.InvalidDocument,
            separation.AskAt,
        });

    /// <summary>A notice of a decision on a renewal, or of its withdrawal.</summary>
    /// <param name="decision">The notice's.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(TemplateLibrary templates, Notice notice, Decision decision, string language) =>
        templates.Render(language, TemplateOf(notice.Kind), notice.TemplateVersion, new
        {
            City = decision.CityName,
            Unit = decision.UnitName,
            Recipient = notice.Recipient.Name,
            decision.LastDay,
            decision.DecidedOn,
            WithdrawnOn = decision.WithdrawnOn ?? default,
            IsRenewal = decision.Outcome is RenewalOutcome.Renew,
            IsPerformance = decision.Ground is NonRenewalGround.Performance,
            IsAbsence = decision.Ground is NonRenewalGround.Absence,
            IsDiscipline = decision.Ground is NonRenewalGround.Discipline,
            IsLaw = decision.Ground is NonRenewalGround.Law,
            IsUnwilling = decision.Ground is NonRenewalGround.Unwilling,
            IsSurplus = decision.Ground is NonRenewalGround.Surplus,
            IsBudget = decision.Ground is NonRenewalGround.Budget,
            IsDocument = decision.Ground is NonRenewalGround.Document,
            decision.AskAt,
        });

    /// <summary>The personnel office's notice of a reminder.</summary>
    /// <param name="contracts">How many of each unit are reminded of by now.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText WriteToOffice(
        TemplateLibrary templates, Notice notice, Reminder reminder, IEnumerable<(Guid UnitId, int Contracts)> contracts, string language)
    {
        var units = contracts.Select(unit => new { Name = reminder.UnitNames.GetValueOrDefault(unit.UnitId), unit.Contracts }).ToList();
        return templates.Render(language, TemplateOf(notice.Kind, notice.Recipient.Kind), notice.TemplateVersion, new
        {
            City = reminder.CityName,
            reminder.LastDay,
            reminder.Step,
            IsOneDay = reminder.Step == 1,
            Contracts = units.Sum(unit => unit.Contracts),
            Units = units.OrderBy(unit => unit.Name is null).ThenBy(unit => unit.Name, NameOrder.Comparer),
        });
    }

    private static object FactsOf(Notice notice, Cycle? cycle) => notice.Kind switch
    {
        NoticeKind.ContractExpired => ContractExpired(notice, cycle ?? throw new ArgumentNullException(nameof(cycle))),
        NoticeKind.ContractContinues => ContractContinues(notice, notice.Next!, cycle ?? throw new ArgumentNullException(nameof(cycle))),
        NoticeKind.ExpiryTakenBack => ExpiryTakenBack(notice, notice.Correction!, cycle ?? throw new ArgumentNullException(nameof(cycle))),
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice.Kind, "has no facts"),
    };

    private static object ContractExpired(Notice notice, Cycle cycle)
    {
        var unit = cycle.Units[notice.UnitId!.Value];
        return new
        {
            City = cycle.CityName,
            Unit = unit.Name,
            Recipient = notice.Recipient.Name,
            notice.KeepsWorking,
            notice.IsRated,
            notice.IsOutsourced,
            cycle.LastDay,
            cycle.StayHomeFrom,
            DueDay = notice.DueDay ?? cycle.DueDay,
            unit.HeadName,
            unit.HeadTitle,
            cycle.CircularNumber,
            cycle.DecidedOn,
            cycle.SignatoryName,
            cycle.SignatoryTitle,
            cycle.AskAt,
            cycle.ObjectionDays,
        };
    }

    private static object ExpiryTakenBack(Notice notice, Correction correction, Cycle cycle) => new
    {
        City = cycle.CityName,
        Unit = cycle.Units[notice.UnitId!.Value].Name,
        Recipient = notice.Recipient.Name,
        FormerLastDay = cycle.LastDay,
        correction.IsWithdrawn,
        correction.LastDay,
        // Over by its corrected terms too, it expires anew, and a notice of its own says so.
        correction.IsOver,
        cycle.AskAt,
    };

    private static object ContractContinues(Notice notice, NextContract next, Cycle cycle)
    {
        var unit = cycle.Units[notice.UnitId!.Value];
        return new
        {
            City = cycle.CityName,
            Unit = unit.Name,
            Recipient = notice.Recipient.Name,
            cycle.LastDay,
            NextFirstDay = next.FirstDay,
            // A unit that was registered later is not in the cycle.
            NextUnit = cycle.Units.GetValueOrDefault(next.UnitId)?.Name,
            IsWithVendor = next.VendorId is not null,
            Vendor = next.VendorName,
            notice.DueDay,
            notice.IsRated,
            unit.HeadName,
            unit.HeadTitle,
            cycle.AskAt,
            cycle.ObjectionDays,
        };
    }
}
