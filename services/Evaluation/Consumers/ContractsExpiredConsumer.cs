using MassTransit;
using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.Requests;
using Workforce.Evaluation.Storage;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Identity;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Evaluation.Consumers;

/// <summary>Asks the heads to rate the contracts that expired, once each, and announces whom it asked.</summary>
public sealed class ContractsExpiredConsumer(Inbox inbox, EvaluationMetrics metrics) : IConsumer<ContractsExpired>
{
    public async Task Consume(ConsumeContext<ContractsExpired> context)
    {
        var plan = RequestPlan.From(context.Message);
        if (plan.Requests.Count == 0)
            throw new UnfitEventException(nameof(ContractsExpired), context.Message.BatchId, plan.Fault ?? "has no contracts");

        await inbox.OnceAsync(context, new Expired(context, plan), AskAsync);
    }

    private async Task AskAsync(Work work, IReadOnlyList<InboxMessage<Expired>> messages)
    {
        var units = await work.StoreAsync([.. messages.Select(message => message.Item.Plan.Requests)], CancellationToken.None);
        foreach (var (message, asked) in messages.Zip(units))
        {
            var (context, plan) = message.Item;
            var batch = context.Message;
            message.Resume();
            message.Announce(
                DerivedId.From("evaluations-requested", context.MessageId!),
                new EvaluationsRequested(batch.BatchId, batch.CityId, batch.CycleId, batch.DueDay, asked));
            if (plan.Malformed is not null)
                await context.SetAsideAsync(plan.Malformed);
        }
        work.AfterCommit(() => metrics.RequestsMade(units.Sum(asked => asked.Sum(unit => unit.Requests))));
    }

    private sealed record Expired(ConsumeContext<ContractsExpired> Context, RequestPlan Plan);
}
