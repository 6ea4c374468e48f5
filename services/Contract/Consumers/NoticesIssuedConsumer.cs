using MassTransit;
using Workforce.Contract.Batches;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Contract.Consumers;

public sealed class NoticesIssuedConsumer(RecordReports recordReports) : IConsumer<NoticesIssued>
{
    public Task Consume(ConsumeContext<NoticesIssued> context) => recordReports.RecordAsync(
        context.Received(),
        new BatchReport(context.Message.BatchId, BatchStep.Notices, context.Message.Notices, context.Message.IssuedAt.UtcDateTime));
}
