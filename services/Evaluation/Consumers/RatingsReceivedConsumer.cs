using MassTransit;
using Workforce.Evaluation.Receipts;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Evaluation.Consumers;

public sealed class RatingsReceivedConsumer(RecordReceipts recordReceipts) : IConsumer<RatingsReceived>
{
    public Task Consume(ConsumeContext<RatingsReceived> context) => recordReceipts.RecordAsync(context.Received());
}
