using MassTransit;
using Workforce.Evaluation.Events;
using Workforce.Notification.Events;
using Workforce.Notification.Letters;
using Workforce.Notification.Peers;
using Workforce.Notification.Storage;
using Workforce.Notification.Templates;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Identity;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Notification.Consumers;

/// <summary>
/// Writes to the head of each unit that was asked to rate, one letter in a cycle, however many batches ask, and announces that
/// it did.
/// </summary>
public sealed class EvaluationsRequestedConsumer(
    FrozenCycles cycles, TemplateLibrary templates, Inbox inbox, NotificationMetrics metrics, TimeProvider clock)
    : IConsumer<EvaluationsRequested>
{
    public async Task Consume(ConsumeContext<EvaluationsRequested> context)
    {
        var (batch, cancellation) = (context.Message, context.CancellationToken);
        if (LetterPlan.FaultOf(batch) is { } fault)
            throw Malformed(batch, fault);

        var unknownUnits = await cycles.LearnAsync(batch.CycleId, LetterPlan.UnitsOf(batch), cancellation);
        var plan = LetterPlan.From(batch, unknownUnits);
        if (plan is { Units: [], Fault: not null })
            throw Malformed(batch, plan.Fault);

        await inbox.OnceAsync(context, new Requested(context, plan.Malformed, Write(batch, plan)), WriteAsync);
    }

    private async Task WriteAsync(Work work, IReadOnlyList<InboxMessage<Requested>> messages)
    {
        var made = await work.StoreAsync([.. messages.SelectMany(message => message.Item.Letters)], CancellationToken.None);
        foreach (var message in messages)
        {
            var (context, malformed, _) = message.Item;
            message.Resume();
            message.Announce(
                DerivedId.From("letters-issued", context.MessageId!), new LettersIssued(context.Message.BatchId, context.Message.CycleId));
            if (malformed is not null)
                await context.SetAsideAsync(malformed);
        }
        work.AfterCommit(() => metrics.LettersMade(made));
    }

    private List<Letter> Write(EvaluationsRequested batch, LetterPlan plan)
    {
        var version = templates.NewestOf(LetterText.Template);
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. plan.Units.Zip(GrowingIds.Next(plan.Units.Count), (unitId, id) =>
            new Letter(id, batch.CycleId, unitId, LetterKind.EvaluationRequest, version, now))];
    }

    private static UnfitEventException Malformed(EvaluationsRequested batch, string fault) =>
        new(nameof(EvaluationsRequested), batch.BatchId, fault);

    private sealed record Requested(
        ConsumeContext<EvaluationsRequested> Context, EvaluationsRequested? Malformed, IReadOnlyList<Letter> Letters);
}
