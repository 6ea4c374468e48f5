using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Notices;

/// <summary>Has the notices of expiries that are taken back taken back too, whichever of the two comes first.</summary>
public sealed class RetractNotices(MessageInbox inbox, IssueRetractions issueRetractions)
{
    /// <exception cref="MalformedEventException">A part of the message is missing.</exception>
    public Task RetractAsync(ReceivedMessage<ContractsReturned> message) => message.Event.Fault is { } fault
        ? throw new MalformedEventException(nameof(ContractsReturned), message.Id, fault)
        : inbox.HandleOnceAsync(message, message.Event, StoreAsync);

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<ContractsReturned>> messages)
    {
        var cycles = messages.Select(message => message.Item.CycleId).ToList();
        await work.LockAsync(cycles.Select(cycle => (cycle, Alone: true)), CancellationToken.None);
        foreach (var message in messages)
            await NoticeStore.AddReturnedAsync(work, message.Item, CancellationToken.None);
        await issueRetractions.IssueAsync(work, cycles, CancellationToken.None);
    }
}
