using MassTransit;
using Workforce.Contract.Storage;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

/// <summary>Notes for a batch how many workers were told.</summary>
public sealed class NoticesIssuedConsumer(Inbox inbox) : IConsumer<NoticesIssued>
{
    public Task Consume(ConsumeContext<NoticesIssued> context) =>
        inbox.OnceAsync(context, async work =>
        {
            var told = context.Message;
            if (!await ExpiryBatchTable.NoteToldAsync(work, told.BatchId, told.Notices, told.IssuedAt.UtcDateTime, context.CancellationToken))
                throw new UnfitEventException(nameof(NoticesIssued), told.BatchId, "was never announced here");
        });
}
