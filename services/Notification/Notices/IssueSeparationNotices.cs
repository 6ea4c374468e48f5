using Workforce.Contract.Events;
using Workforce.Documents;
using Workforce.Notification.Rounds;
using Workforce.Notification.Separations;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Notices;

/// <summary>Issues one notice to the worker of each separation, but of one who died or never existed: there is none to notify.</summary>
public sealed class IssueSeparationNotices(
    GetWorkerNames getWorkerNames, GetUnitNames getUnitNames, TemplateLibrary templates, MessageInbox inbox, NotificationMetrics metrics, TimeProvider clock)
{
    /// <exception cref="MalformedEventException">A part of the message is missing, or is none.</exception>
    public async Task IssueAsync(ReceivedMessage<WorkersSeparated> message)
    {
        var separated = message.Event;
        if (separated.Fault is { } fault)
            throw new MalformedEventException(nameof(WorkersSeparated), message.Id, fault);
        List<SeparatedWorker> notified = [.. separated.Separations.Where(one => Separation.IsNotified(one.Code)).OrderBy(one => one.SeparationId)];
        var planned = notified.Count == 0 ? new Planned([], []) : await PlanAsync(separated, notified, message.Cancellation);
        await inbox.HandleOnceAsync(message, planned, StoreAsync);
    }

    // Before the transaction: no lock is held while another service answers.
    private async Task<Planned> PlanAsync(WorkersSeparated separated, List<SeparatedWorker> notified, CancellationToken cancellation)
    {
        var names = await getWorkerNames([.. notified.Select(one => one.WorkerId).Distinct()], cancellation);
        var units = await getUnitNames([.. notified.Select(one => one.UnitId).Distinct()], cancellation);
        var version = templates.NewestOf(NoticeText.TemplateOf(NoticeKind.Separated));
        var now = clock.GetUtcNow().UtcDateTime;
        return new Planned(
            [.. notified.Select(one => new Separation(
                one.SeparationId, separated.CityId, separated.CityName, units.GetValueOrDefault(one.UnitId), one.Code, one.EffectiveOn, separated.AskAt, separated.Language))],
            [.. notified.Zip(SequentialIds.Next(notified.Count), (one, id) => new Notice(
                id, one.ContractId, NoticeKind.Separated, new Recipient(RecipientKind.Worker, one.WorkerId, names.GetValueOrDefault(one.WorkerId)), CycleId: null,
                one.UnitId, KeepsWorking: true, version, now, SeparationId: one.SeparationId))]);
    }

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<Planned>> messages)
    {
        List<IReadOnlyList<Notice>> notices = [.. messages.Select(message => message.Item.Notices).Where(notices => notices.Count > 0)];
        if (notices.Count == 0)
            return;
        await SeparationStore.AddAsync(work, messages.SelectMany(message => message.Item.Separations), CancellationToken.None);
        var issued = await NoticeStore.AddOfSeparationsAsync(work, notices, CancellationToken.None);
        work.AfterCommit(() => metrics.NoticesIssued(issued.Sum()));
    }

    private sealed record Planned(IReadOnlyList<Separation> Separations, IReadOnlyList<Notice> Notices);
}
