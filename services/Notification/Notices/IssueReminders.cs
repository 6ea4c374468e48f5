using System.Collections.Immutable;
using Workforce.Contract.Events;
using Workforce.Documents;
using Workforce.Notification.Reminders;
using Workforce.Notification.Rounds;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Notices;

/// <summary>
/// Issues one notice to the worker of each contract that ends, and one to the personnel office for all contracts of the city that end on
/// that day, in however many messages they come.
/// </summary>
public sealed class IssueReminders(
    GetWorkerNames getWorkerNames, GetVendorNames getVendorNames, GetUnitNames getUnitNames, TemplateLibrary templates, MessageInbox inbox,
    NotificationMetrics metrics, TimeProvider clock)
{
    /// <exception cref="MalformedEventException">A part of the message is missing.</exception>
    public async Task IssueAsync(ReceivedMessage<RemindersDue> message)
    {
        var due = message.Event;
        if (due.Fault is { } fault)
            throw new MalformedEventException(nameof(RemindersDue), message.Id, fault);

        // Before the transaction: no lock is held while another service answers.
        var names = await getWorkerNames([.. due.Contracts.Select(contract => contract.WorkerId).Distinct()], message.Cancellation);
        var vendors = due.Contracts.Select(contract => contract.VendorId).OfType<Guid>().Distinct().ToList();
        var vendorNames = vendors.Count == 0 ? ImmutableDictionary<Guid, string>.Empty : await getVendorNames(vendors, message.Cancellation);
        var reminder = new Reminder(
            Reminder.IdOf(due.CityId, due.LastDay, due.Step), due.CityId, due.CityName, due.LastDay, due.Step, due.AskAt, due.Language)
        {
            UnitNames = await getUnitNames([.. due.Contracts.Select(contract => contract.UnitId).Distinct()], message.Cancellation),
        };
        await inbox.HandleOnceAsync(message, new Planned(reminder, NoticesFor(due, reminder, names, vendorNames), ToOffice(reminder)), StoreAsync);
    }

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<Planned>> messages)
    {
        await ReminderStore.AddAsync(work, [.. messages.Select(message => message.Item.Reminder)], CancellationToken.None);
        var toOffices = await NoticeStore.AddToOfficesAsync(
            work, [.. messages.Select(message => message.Item.ToOffice).DistinctBy(notice => notice.Reminder).OrderBy(notice => notice.Reminder)], CancellationToken.None);
        var toWorkers = await NoticeStore.AddRemindersAsync(work, [.. messages.Select(message => message.Item.ToWorkers)], CancellationToken.None);
        work.AfterCommit(() => metrics.NoticesIssued(toOffices + toWorkers.Sum()));
    }

    private List<Notice> NoticesFor(
        RemindersDue due, Reminder reminder, IReadOnlyDictionary<Guid, string> names, IReadOnlyDictionary<Guid, string> vendorNames)
    {
        var version = templates.NewestOf(NoticeText.TemplateOf(NoticeKind.ContractEnds));
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. due.Contracts.OrderBy(contract => contract.ContractId).Zip(SequentialIds.Next(due.Contracts.Count), (contract, id) => new Notice(
            id, contract.ContractId, NoticeKind.ContractEnds, new Recipient(RecipientKind.Worker, contract.WorkerId, names.GetValueOrDefault(contract.WorkerId)),
            CycleId: null, contract.UnitId, KeepsWorking: true, version, now, Reminder: reminder.Id,
            Employer: contract.VendorId is { } vendor ? new Employer(vendor, vendorNames.GetValueOrDefault(vendor)) : null))];
    }

    private Notice ToOffice(Reminder reminder) => new(
        SequentialIds.Next(1)[0], ContractId: null, NoticeKind.ContractEnds, new Recipient(RecipientKind.PersonnelOffice, reminder.CityId, Name: null),
        CycleId: null, UnitId: null, KeepsWorking: true, templates.NewestOf(NoticeText.TemplateOf(NoticeKind.ContractEnds, RecipientKind.PersonnelOffice)),
        clock.GetUtcNow().UtcDateTime, Reminder: reminder.Id);

    private sealed record Planned(Reminder Reminder, IReadOnlyList<Notice> ToWorkers, Notice ToOffice);
}
