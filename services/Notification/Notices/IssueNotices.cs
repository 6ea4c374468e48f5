using System.Collections.Immutable;
using Workforce.Contract.Events;
using Workforce.Notification.Cycles;
using Workforce.Notification.Events;
using Workforce.Notification.Letters;
using Workforce.Documents;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Notices;

/// <summary>
/// Issues one notice to the worker of each contract of an expired batch, with the letters to the heads of their units, and reports how
/// many.
/// </summary>
public sealed partial class IssueNotices(
    LearnCycle learnCycle, GetWorkerNames getWorkerNames, GetVendorNames getVendorNames, IssueLetters issueLetters, IssueRetractions issueRetractions, TemplateLibrary templates,
    MessageInbox inbox, NotificationMetrics metrics, TimeProvider clock, ILogger<IssueNotices> logger)
{
    /// <exception cref="MalformedEventException">No contract of the batch is well-formed.</exception>
    public async Task IssueAsync(ReceivedMessage<ContractsExpired> message)
    {
        var expired = message.Event;
        if (SplitBatch.FaultOf(expired) is { } fault)
            throw Malformed(expired, fault);

        var unknownUnits = await learnCycle.LearnAsync(expired.CycleId, UnitsOf(expired), message.Cancellation);
        var batch = SplitBatch.Of(expired, unknownUnits);
        if (batch.WellFormed.Count == 0)
            throw Malformed(expired, batch.Fault!);

        // Before the transaction: no lock is held while another service answers.
        var names = await NamesAsync(expired, batch, message.Cancellation);
        var vendors = await VendorsAsync(batch, message.Cancellation);
        await inbox.HandleOnceAsync(message, new Planned(message, NoticesFor(expired, batch, names, vendors), batch.Malformed), StoreAsync);
    }

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<Planned>> messages)
    {
        var cycles = messages.Select(message => message.Item.Message.Event.CycleId).ToList();
        // Those of a cycle are made together, but not while expiries of it are taken back.
        await work.LockAsync(cycles.Select(cycle => (cycle, Alone: false)), CancellationToken.None);
        var issued = await NoticeStore.AddAsync(work, [.. messages.Select(message => message.Item.Notices)], CancellationToken.None);
        await issueLetters.IssueAsync(
            work,
            from message in messages
            from notice in message.Item.Notices
            where notice.DemandsRating
            select (message.Item.Message.Event.CycleId, notice.UnitId!.Value, message.Item.Message.Event.DueDay),
            CancellationToken.None);
        await issueRetractions.IssueAsync(work, cycles, CancellationToken.None);
        foreach (var (message, notices) in messages.Zip(issued))
        {
            var (received, _, malformed) = message.Item;
            message.ContinueTrace();
            message.Publish(
                DerivedId.From("notices-issued", received.Id),
                new NoticesIssued(received.Event.BatchId, received.Event.CycleId, notices, clock.GetUtcNow()));
            if (malformed is not null)
                received.Return(work, malformed);
        }
        work.AfterCommit(() => metrics.NoticesIssued(issued.Sum()));
    }

    private async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(ContractsExpired expired, SplitBatch batch, CancellationToken cancellation)
    {
        var workers = batch.WellFormed.Select(one => one.Contract.WorkerId).Distinct().ToList();
        var names = await getWorkerNames(workers, cancellation);
        if (names.Count < workers.Count)
            NotInRegister(logger, expired.BatchId, workers.Count - names.Count);
        return names;
    }

    // Without a call where no worker goes on with a vendor, as in most nights.
    private async Task<IReadOnlyDictionary<Guid, string>> VendorsAsync(SplitBatch batch, CancellationToken cancellation)
    {
        var vendors = batch.Continuing.Values.Select(next => next.NextVendorId).OfType<Guid>().Distinct().ToList();
        return vendors.Count == 0 ? ImmutableDictionary<Guid, string>.Empty : await getVendorNames(vendors, cancellation);
    }

    private List<Notice> NoticesFor(
        ContractsExpired expired, SplitBatch batch, IReadOnlyDictionary<Guid, string> names, IReadOnlyDictionary<Guid, string> vendors)
    {
        var version = templates.NewestOf(NoticeText.TemplateOf(NoticeKind.ContractExpired));
        var continuesVersion = templates.NewestOf(NoticeText.TemplateOf(NoticeKind.ContractContinues));
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. batch.WellFormed.Zip(SequentialIds.Next(batch.WellFormed.Count), (one, id) =>
        {
            var recipient = new Recipient(RecipientKind.Worker, one.Contract.WorkerId, names.GetValueOrDefault(one.Contract.WorkerId));
            var expiry = (short)batch.Expiries.GetValueOrDefault(one.Contract.ContractId);
            var (isRated, isOutsourced) = (batch.Rated.Contains(one.Contract.ContractId), batch.Outsourced.Contains(one.Contract.ContractId));
            return batch.Continuing.TryGetValue(one.Contract.ContractId, out var next)
                ? new Notice(
                    id, one.Contract.ContractId, NoticeKind.ContractContinues, recipient, expired.CycleId, one.Unit.UnitId, KeepsWorking: true,
                    continuesVersion, now, next.RatesPastPeriod ? expired.DueDay : null, NextOf(next, vendors), expiry,
                    IsRated: isRated, IsOutsourced: isOutsourced)
                : new Notice(
                    id, one.Contract.ContractId, NoticeKind.ContractExpired, recipient, expired.CycleId, one.Unit.UnitId, one.Unit.KeepsWorking,
                    version, now, expired.DueDay, Expiry: expiry, IsRated: isRated, IsOutsourced: isOutsourced);
        })];
    }

    private static NextContract NextOf(ContinuingContract next, IReadOnlyDictionary<Guid, string> vendors) => new(
        next.NextFirstDay, next.NextUnitId, next.NextVendorId,
        next.NextVendorId is { } vendorId ? vendors.GetValueOrDefault(vendorId) : null);

    private static IReadOnlyCollection<Guid> UnitsOf(ContractsExpired expired) =>
        [.. expired.Units.Where(unit => unit is not null && unit.UnitId != Guid.Empty).Select(unit => unit.UnitId).Distinct()];

    private static MalformedEventException Malformed(ContractsExpired expired, string fault) =>
        new(nameof(ContractsExpired), expired.BatchId, fault);

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "The register does not have {Count} workers of batch {BatchId}; their notices have no name")]
    private static partial void NotInRegister(ILogger logger, Guid batchId, int count);

    private sealed record Planned(ReceivedMessage<ContractsExpired> Message, IReadOnlyList<Notice> Notices, ContractsExpired? Malformed);
}
