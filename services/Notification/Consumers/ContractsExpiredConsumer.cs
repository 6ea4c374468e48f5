using MassTransit;
using Workforce.Contract.Events;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class ContractsExpiredConsumer(IssueNotices issueNotices) : IConsumer<ContractsExpired>
{
    public Task Consume(ConsumeContext<ContractsExpired> context) => issueNotices.IssueAsync(context.Received());
}
