using MassTransit;
using Workforce.Contract.Cycles;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

/// <summary>Notes for a batch how many workers were told.</summary>
public sealed class NoticesIssuedConsumer(Inbox inbox) : IConsumer<NoticesIssued>
{
    public Task Consume(ConsumeContext<NoticesIssued> context) =>
        inbox.OnceAsync(context, ReportOf(context.Message), BatchReports.NoteAsync<NoticesIssued>);

    private static BatchReport ReportOf(NoticesIssued told) => new(told.BatchId, Told: told.Notices, IssuedAt: told.IssuedAt.UtcDateTime);
}
