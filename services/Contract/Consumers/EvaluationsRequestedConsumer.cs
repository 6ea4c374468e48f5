using MassTransit;
using Workforce.Contract.Storage;
using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

/// <summary>Notes for a batch how many evaluation requests were made.</summary>
public sealed class EvaluationsRequestedConsumer(Inbox inbox) : IConsumer<EvaluationsRequested>
{
    public Task Consume(ConsumeContext<EvaluationsRequested> context) =>
        inbox.OnceAsync(context, async work =>
        {
            var requests = context.Message.Units.Sum(unit => unit.Requests);
            if (!await ExpiryBatchTable.NoteRequestedAsync(work, context.Message.BatchId, requests, context.CancellationToken))
                throw new UnfitEventException(nameof(EvaluationsRequested), context.Message.BatchId, "was never announced here");
        });
}
