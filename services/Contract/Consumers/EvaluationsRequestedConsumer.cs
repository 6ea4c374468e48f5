using MassTransit;
using Workforce.Contract.Batches;
using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Contract.Consumers;

public sealed class EvaluationsRequestedConsumer(RecordReports recordReports) : IConsumer<EvaluationsRequested>
{
    public Task Consume(ConsumeContext<EvaluationsRequested> context) => recordReports.RecordAsync(
        context.Received(), new BatchReport(context.Message.BatchId, BatchStep.Requests, context.Message.Requests));
}
