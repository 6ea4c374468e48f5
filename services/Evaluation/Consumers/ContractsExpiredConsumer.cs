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

        IReadOnlyList<RequestedUnit> asked = [];
        await inbox.OnceAsync(context, async work => asked = await AskAsync(work, context, plan));
        metrics.RequestsMade(asked.Sum(unit => unit.Requests));
    }

    private static async Task<IReadOnlyList<RequestedUnit>> AskAsync(
        Work work, ConsumeContext<ContractsExpired> context, RequestPlan plan)
    {
        var batch = context.Message;
        var units = await work.StoreAsync(plan.Requests, context.CancellationToken);
        work.Announce(
            DerivedId.From("evaluations-requested", context.MessageId!),
            new EvaluationsRequested(batch.BatchId, batch.CityId, batch.CycleId, batch.DueDay, units));
        if (plan.Malformed is not null)
            await context.SetAsideAsync(plan.Malformed);
        return units;
    }
}
