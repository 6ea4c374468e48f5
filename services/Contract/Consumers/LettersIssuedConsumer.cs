using MassTransit;
using Workforce.Contract.Storage;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

/// <summary>Notes for a batch that the heads of its units were written to.</summary>
public sealed class LettersIssuedConsumer(Inbox inbox) : IConsumer<LettersIssued>
{
    public Task Consume(ConsumeContext<LettersIssued> context) =>
        inbox.OnceAsync(context, async work =>
        {
            if (!await ExpiryBatchTable.NoteWrittenAsync(work, context.Message.BatchId, context.CancellationToken))
                throw new InvalidOperationException($"Batch {context.Message.BatchId} was never announced here");
        });
}
