using Workforce.Documents;
using Workforce.Notification.Decisions;
using Workforce.Notification.Rounds;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Notices;

/// <summary>Issues the notices of decisions and of their withdrawals: what the two have in common.</summary>
public sealed class DecisionNotices(
    GetWorkerNames getWorkerNames, GetUnitNames getUnitNames, TemplateLibrary templates, MessageInbox inbox, NotificationMetrics metrics, TimeProvider clock)
{
    /// <summary>Issues each that does not exist yet.</summary>
    /// <param name="decisions">Of the message, not empty; the first of each id counts.</param>
    public async Task IssueOnceAsync<TEvent>(ReceivedMessage<TEvent> message, IReadOnlyList<DecisionToNotify> decisions)
        where TEvent : class
    {
        List<DecisionToNotify> notified = [.. decisions.DistinctBy(one => one.Decision.Id).OrderBy(one => one.Decision.Id)];
        // Before the transaction: no lock is held while another service answers.
        var names = await getWorkerNames([.. notified.Select(one => one.WorkerId).Distinct()], message.Cancellation);
        var units = await getUnitNames([.. notified.Select(one => one.UnitId).Distinct()], message.Cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var planned = new Planned(
            [.. notified.Select(one => one.Decision with { UnitName = units.GetValueOrDefault(one.UnitId) })],
            [.. notified.Zip(SequentialIds.Next(notified.Count), (one, id) => new Notice(
                id, one.ContractId, one.Kind, new Recipient(RecipientKind.Worker, one.WorkerId, names.GetValueOrDefault(one.WorkerId)), CycleId: null, one.UnitId,
                KeepsWorking: true, templates.NewestOf(NoticeText.TemplateOf(one.Kind)), now, DecisionId: one.Decision.Id))]);
        await inbox.HandleOnceAsync(message, planned, StoreAsync);
    }

    // Of a decision that two messages name, the first one's row and the first one's notice are stored: text and kind agree.
    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<Planned>> messages)
    {
        await DecisionStore.AddAsync(work, messages.SelectMany(message => message.Item.Decisions), CancellationToken.None);
        var issued = await NoticeStore.AddOfDecisionsAsync(work, [.. messages.Select(message => message.Item.Notices)], CancellationToken.None);
        work.AfterCommit(() => metrics.NoticesIssued(issued.Sum()));
    }

    private sealed record Planned(IReadOnlyList<Decision> Decisions, IReadOnlyList<Notice> Notices);
}

/// <summary>A decision, or its withdrawal, and whom it is notified to.</summary>
/// <param name="UnitId">Of the contract when it was decided.</param>
/// <param name="Decision">Without the unit's name.</param>
public sealed record DecisionToNotify(Guid ContractId, Guid WorkerId, Guid UnitId, NoticeKind Kind, Decision Decision);
