using MassTransit;
using Workforce.Contract.Events;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class DecisionsWithdrawnConsumer(IssueWithdrawalNotices issueWithdrawalNotices) : IConsumer<DecisionsWithdrawn>
{
    public Task Consume(ConsumeContext<DecisionsWithdrawn> context) => issueWithdrawalNotices.IssueAsync(context.Received());
}
