using Workforce.Documents;
using Workforce.Notification.Cycles;
using Workforce.Notification.Decisions;
using Workforce.Notification.Reminders;
using Workforce.Notification.Rounds;
using Workforce.Notification.Separations;

namespace Workforce.Notification.Notices;

/// <summary>Reads what notices are written from: their cycles, reminders, rounds, separations and decisions, as they were frozen.</summary>
public sealed class NoticeSources(
    CycleStore cycles, ReminderStore reminders, RoundStore rounds, HeadReminderStore headReminders, SeparationStore separations, DecisionStore decisions)
{
    /// <param name="withText">Also what only texts need.</param>
    public async Task<FrozenSources> ReadAsync(IReadOnlyCollection<Notice> notices, bool withText, CancellationToken cancellation) => new(
        withText ? await cycles.ListAsync(notices.Select(notice => notice.CycleId).OfType<Guid>(), cancellation) : new Dictionary<Guid, Cycle>(),
        await reminders.ListAsync(notices.Select(notice => notice.Reminder).OfType<Guid>(), cancellation),
        await rounds.ListAsync(notices.Where(notice => notice.Rating is not null).Select(notice => notice.RoundId).OfType<Guid>(), cancellation),
        await headReminders.ListAsync(notices.Select(notice => notice.HeadReminder).OfType<Guid>(), cancellation),
        await separations.ListAsync(notices.Select(notice => notice.SeparationId).OfType<Guid>(), cancellation),
        await decisions.ListAsync(notices.Select(notice => notice.DecisionId).OfType<Guid>(), cancellation));
}

/// <summary>What some notices are written from.</summary>
public sealed class FrozenSources(
    IReadOnlyDictionary<Guid, Cycle> cycles, IReadOnlyDictionary<Guid, Reminder> reminders, IReadOnlyDictionary<Guid, Round> rounds,
    IReadOnlyDictionary<Guid, HeadReminder> headReminders, IReadOnlyDictionary<Guid, Separation> separations,
    IReadOnlyDictionary<(Guid Id, bool IsWithdrawn), Decision> decisions)
{
    /// <summary>Null when it has none.</summary>
    public Reminder? ReminderOf(Notice notice) => notice.Reminder is { } id ? reminders[id] : null;

    /// <summary>Null when it has none.</summary>
    public HeadReminder? HeadReminderOf(Notice notice) => notice.HeadReminder is { } id ? headReminders[id] : null;

    /// <summary>Null when it has none.</summary>
    public Separation? SeparationOf(Notice notice) => notice.SeparationId is { } id ? separations[id] : null;

    /// <summary>Null when it has none. That of a withdrawal is not the decision's.</summary>
    public Decision? DecisionOf(Notice notice) => notice.DecisionId is { } id ? decisions[(id, notice.Kind is NoticeKind.DecisionWithdrawn)] : null;

    /// <summary>Null of a notice that is of no city's cycle, reminder, round, separation or decision.</summary>
    public Guid? CityOf(Notice notice) =>
        CycleOf(notice)?.CityId ?? ReminderOf(notice)?.CityId ?? RoundOf(notice)?.CityId ?? HeadReminderOf(notice)?.CityId ?? SeparationOf(notice)?.CityId
        ?? DecisionOf(notice)?.CityId;

    /// <param name="language">One of the library's; null for the city's.</param>
    public RenderedText Write(TemplateLibrary templates, Notice notice, string? language)
    {
        if (ReminderOf(notice) is { } reminder)
            return NoticeText.Write(templates, notice, reminder, language ?? reminder.Language);
        if (HeadReminderOf(notice) is { } headReminder)
            return NoticeText.Write(templates, notice, headReminder, language ?? headReminder.Language);
        if (SeparationOf(notice) is { } separation)
            return NoticeText.Write(templates, notice, separation, language ?? separation.Language);
        if (DecisionOf(notice) is { } decision)
            return NoticeText.Write(templates, notice, decision, language ?? decision.Language);
        if (RoundOf(notice) is { } round)
            return NoticeText.Write(templates, notice, round, language ?? round.Language);
        var cycle = CycleOf(notice);
        return NoticeText.Write(templates, notice, cycle, language ?? cycle?.Language ?? TemplateLibrary.DefaultLanguage);
    }

    private Cycle? CycleOf(Notice notice) => notice.CycleId is { } id ? cycles.GetValueOrDefault(id) : null;

    // A head's reminder of a round needs no more than itself.
    private Round? RoundOf(Notice notice) => notice is { Rating: not null, RoundId: { } id } ? rounds[id] : null;
}
