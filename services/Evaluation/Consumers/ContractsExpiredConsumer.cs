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
            throw new InvalidInputException(nameof(ContractsExpired), $"{context.Message.BatchId}", plan.Fault ?? "has no contracts");

        IReadOnlyList<RequestedUnit> asked = [];
        await inbox.OnceAsync(context, async work => asked = await AskAsync(work, context.Message, plan, context.CancellationToken));
        metrics.RequestsMade(asked.Sum(unit => unit.Requests));
        if (plan.Malformed is not null)
            await context.SetAsideAsync(plan.Malformed, plan.Malformed.BatchId);
    }

    private static async Task<IReadOnlyList<RequestedUnit>> AskAsync(
        Work work, ContractsExpired batch, RequestPlan plan, CancellationToken cancellation)
    {
        var units = await work.StoreAsync(plan.Requests, cancellation);
        work.Announce(
            DerivedId.From("evaluations-requested", batch.BatchId),
            new EvaluationsRequested(batch.BatchId, batch.CityId, batch.CycleId, batch.DueDay, units));
        return units;
    }
}
