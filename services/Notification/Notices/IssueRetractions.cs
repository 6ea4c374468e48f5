using Workforce.Documents;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Notices;

/// <summary>Issues one notice to each worker whose notice of an expiry is taken back (pembatalan pemberitahuan).</summary>
public sealed class IssueRetractions(TemplateLibrary templates, NotificationMetrics metrics, TimeProvider clock)
{
    /// <summary>Issues those that do not exist yet, in the unit of work that has locked the cycles.</summary>
    public async Task IssueAsync(UnitOfWork work, IReadOnlyCollection<Guid> cycleIds, CancellationToken cancellation)
    {
        var takenBack = await NoticeStore.ListToTakeBackAsync(work, cycleIds, cancellation);
        if (takenBack.Count == 0)
            return;
        var version = templates.NewestOf(NoticeText.TemplateOf(NoticeKind.ExpiryTakenBack));
        var now = clock.GetUtcNow().UtcDateTime;
        List<Notice> notices = [.. takenBack.Zip(SequentialIds.Next(takenBack.Count), (one, id) => new Notice(
            id, one.ContractId, NoticeKind.ExpiryTakenBack, new Recipient(RecipientKind.Worker, one.RecipientId, one.Recipient), one.CycleId, one.UnitId,
            one.KeepsWorking, version, now, Expiry: one.Expiry, Correction: new Correction(one.IsWithdrawn, one.LastDay, one.IsOver)))];
        var issued = await NoticeStore.AddAsync(work, [notices], cancellation);
        work.AfterCommit(() => metrics.NoticesIssued(issued[0]));
    }
}
