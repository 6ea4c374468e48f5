using MassTransit;
using Workforce.Contract.Events;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class ContractsReturnedConsumer(RetractNotices retractNotices) : IConsumer<ContractsReturned>
{
    public Task Consume(ConsumeContext<ContractsReturned> context) => retractNotices.RetractAsync(context.Received());
}
