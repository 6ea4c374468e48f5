using Workforce.Documents;
using Workforce.Evaluation.Events;
using Workforce.Notification.Reminders;
using Workforce.Notification.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Notices;

/// <summary>Issues one notice to the head of each unit whose workers are not rated yet, of a round or cycle and a step.</summary>
public sealed partial class IssueHeadReminders(
    GetLetterhead getLetterhead, GetUnitHeads getUnitHeads, CityDays days, TemplateLibrary templates, MessageInbox inbox, NotificationMetrics metrics,
    TimeProvider clock, ILogger<IssueHeadReminders> logger)
{
    /// <exception cref="MalformedEventException">A part of the message is missing.</exception>
    public async Task IssueAsync(ReceivedMessage<RatingsDue> message)
    {
        var due = message.Event;
        if (due.Fault is { } fault)
            throw new MalformedEventException(nameof(RatingsDue), message.Id, fault);

        // Before the transaction: no lock is held while another service answers.
        var letterhead = await getLetterhead(due.CityId, message.Cancellation);
        var today = await days.TodayAsync(due.CityId, message.Cancellation);
        var units = await getUnitHeads(due.CityId, [.. due.Units.Select(unit => unit.UnitId).Distinct()], today, message.Cancellation);
        var daysLeft = due.DueDay.DayNumber - today.DayNumber;
        var reminder = new HeadReminder(
            HeadReminder.IdOf(due.AboutId, due.DueDay, due.Step), due.CityId, letterhead.CityName, due.AboutId, due.IsCycle, due.DueDay, due.Step, letterhead.Language)
        {
            Units = due.Units.DistinctBy(unit => unit.UnitId).Where(unit => units.ContainsKey(unit.UnitId)).ToDictionary(
                unit => unit.UnitId, unit => new RemindedUnit(units[unit.UnitId].Name, units[unit.UnitId].HeadTitle, unit.Unrated, daysLeft)),
        };
        if (reminder.Units.Count < due.Units.Count)
            NotInRegister(logger, message.Id, due.Units.Count - reminder.Units.Count);
        await inbox.HandleOnceAsync(message, new Planned(reminder, NoticesFor(due, reminder, units)), StoreAsync);
    }

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<Planned>> messages)
    {
        await HeadReminderStore.AddAsync(work, [.. messages.Select(message => message.Item.Reminder)], CancellationToken.None);
        var issued = await NoticeStore.AddToHeadsAsync(
            work,
            [.. messages.SelectMany(message => message.Item.Notices).OrderBy(notice => notice.HeadReminder).ThenBy(notice => notice.UnitId)],
            CancellationToken.None);
        work.AfterCommit(() => metrics.NoticesIssued(issued));
    }

    private List<Notice> NoticesFor(RatingsDue due, HeadReminder reminder, IReadOnlyDictionary<Guid, HeadedUnit> units)
    {
        var version = templates.NewestOf(NoticeText.TemplateOf(NoticeKind.RatingsDue));
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. reminder.Units.Keys.Zip(SequentialIds.Next(reminder.Units.Count), (unitId, id) =>
        {
            var unit = units[unitId];
            return new Notice(
                id, ContractId: null, NoticeKind.RatingsDue, new Recipient(RecipientKind.Head, unit.HeadId, unit.HeadName.Length == 0 ? null : unit.HeadName),
                due.IsCycle ? due.AboutId : null, unitId, KeepsWorking: true, version, now, due.DueDay, RoundId: due.IsCycle ? null : due.AboutId,
                HeadReminder: reminder.Id);
        })];
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The register does not have {Count} units of message {MessageId}; no head of them is reminded")]
    private static partial void NotInRegister(ILogger logger, Guid messageId, int count);

    private sealed record Planned(HeadReminder Reminder, IReadOnlyList<Notice> Notices);
}
