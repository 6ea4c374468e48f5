using MassTransit;
using Workforce.Contract.Events;
using Workforce.Notification.Events;
using Workforce.Notification.Notices;
using Workforce.Notification.Peers;
using Workforce.Notification.Storage;
using Workforce.Notification.Templates;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Identity;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Notification.Consumers;

/// <summary>Tells the workers whose contracts expired, once each, and announces how many it told.</summary>
public sealed partial class ContractsExpiredConsumer(
    FrozenCycles cycles, WorkerNames workerNames, TemplateLibrary templates, Inbox inbox, NotificationMetrics metrics,
    TimeProvider clock, ILogger<ContractsExpiredConsumer> logger) : IConsumer<ContractsExpired>
{
    public async Task Consume(ConsumeContext<ContractsExpired> context)
    {
        var (batch, cancellation) = (context.Message, context.CancellationToken);
        if (NoticePlan.FaultOf(batch) is { } fault)
            throw Malformed(batch, fault);

        var unknownUnits = await cycles.LearnAsync(batch.CycleId, NoticePlan.UnitsOf(batch), cancellation);
        var plan = NoticePlan.From(batch, unknownUnits);
        if (plan.Contracts.Count == 0)
            throw Malformed(batch, plan.Fault ?? "has no contracts");

        // Before the transaction: no lock is held while another service answers.
        var notices = Write(batch, plan, await NamesAsync(batch, plan, cancellation));
        await inbox.OnceAsync(context, new Expired(context, plan.Malformed, notices), TellAsync);
    }

    private async Task TellAsync(Work work, IReadOnlyList<InboxMessage<Expired>> messages)
    {
        var told = await work.StoreAsync([.. messages.Select(message => message.Item.Notices)], CancellationToken.None);
        foreach (var (message, notices) in messages.Zip(told))
        {
            var (context, malformed, _) = message.Item;
            message.Resume();
            message.Announce(
                DerivedId.From("notices-issued", context.MessageId!),
                new NoticesIssued(context.Message.BatchId, context.Message.CycleId, notices, clock.GetUtcNow()));
            if (malformed is not null)
                await context.SetAsideAsync(malformed);
        }
        work.AfterCommit(() => metrics.NoticesMade(told.Sum()));
    }

    private async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        ContractsExpired batch, NoticePlan plan, CancellationToken cancellation)
    {
        var workers = plan.Contracts.Select(pair => pair.Contract.WorkerId).Distinct().ToList();
        var names = await workerNames.OfAsync(workers, cancellation);
        if (names.Count < workers.Count)
            NotInRegister(logger, batch.BatchId, workers.Count - names.Count);
        return names;
    }

    private List<Notice> Write(ContractsExpired batch, NoticePlan plan, IReadOnlyDictionary<Guid, string> names)
    {
        var version = templates.NewestOf(NoticeText.Template);
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. plan.Contracts.Zip(GrowingIds.Next(plan.Contracts.Count), (pair, id) => new Notice(
            id, pair.Contract.ContractId, NoticeKind.ContractEnded, pair.Contract.WorkerId, batch.CycleId,
            pair.Unit.UnitId, pair.Unit.KeepsWorking, names.GetValueOrDefault(pair.Contract.WorkerId), version, now))];
    }

    private static UnfitEventException Malformed(ContractsExpired batch, string fault) =>
        new(nameof(ContractsExpired), batch.BatchId, fault);

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "Batch {BatchId} has {Count} workers whom the register does not know; their notices name nobody")]
    private static partial void NotInRegister(ILogger logger, Guid batchId, int count);

    private sealed record Expired(ConsumeContext<ContractsExpired> Context, ContractsExpired? Malformed, IReadOnlyList<Notice> Notices);
}
