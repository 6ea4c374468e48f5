using MassTransit;
using Workforce.Evaluation.Events;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class RatingsDueConsumer(IssueHeadReminders issueHeadReminders) : IConsumer<RatingsDue>
{
    public Task Consume(ConsumeContext<RatingsDue> context) => issueHeadReminders.IssueAsync(context.Received());
}
