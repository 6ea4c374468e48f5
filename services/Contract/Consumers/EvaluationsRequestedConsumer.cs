using MassTransit;
using Workforce.Contract.Cycles;
using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

/// <summary>Notes for a batch how many evaluation requests were made.</summary>
public sealed class EvaluationsRequestedConsumer(Inbox inbox) : IConsumer<EvaluationsRequested>
{
    public Task Consume(ConsumeContext<EvaluationsRequested> context) =>
        inbox.OnceAsync(context, ReportOf(context.Message), BatchReports.NoteAsync<EvaluationsRequested>);

    private static BatchReport ReportOf(EvaluationsRequested told) => new(told.BatchId, Requested: told.Units.Sum(unit => unit.Requests));
}
