using MassTransit;
using Workforce.Contract.Events;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class RemindersDueConsumer(IssueReminders issueReminders) : IConsumer<RemindersDue>
{
    public Task Consume(ConsumeContext<RemindersDue> context) => issueReminders.IssueAsync(context.Received());
}
