using MassTransit;
using Workforce.Contract.Cycles;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

/// <summary>Notes for a batch that the heads of its units were written to.</summary>
public sealed class LettersIssuedConsumer(Inbox inbox) : IConsumer<LettersIssued>
{
    public Task Consume(ConsumeContext<LettersIssued> context) =>
        inbox.OnceAsync(context, ReportOf(context.Message), BatchReports.NoteAsync<LettersIssued>);

    private static BatchReport ReportOf(LettersIssued told) => new(told.BatchId, Lettered: true);
}
