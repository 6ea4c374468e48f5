using MassTransit;
using Workforce.Contract.Events;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class RenewalsDecidedConsumer(IssueDecisionNotices issueDecisionNotices) : IConsumer<RenewalsDecided>
{
    public Task Consume(ConsumeContext<RenewalsDecided> context) => issueDecisionNotices.IssueAsync(context.Received());
}
