using MassTransit;
using Workforce.Contract.Events;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class WorkersSeparatedConsumer(IssueSeparationNotices issueSeparationNotices) : IConsumer<WorkersSeparated>
{
    public Task Consume(ConsumeContext<WorkersSeparated> context) => issueSeparationNotices.IssueAsync(context.Received());
}
