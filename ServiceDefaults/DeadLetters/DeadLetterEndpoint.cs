using Grpc.Core;
using Microsoft.Extensions.Logging;
using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>Serves the service's own dead letters to operators.</summary>
internal sealed partial class DeadLetterEndpoint(DeadLetterStore deadLetters, DeadLetterActs acts, ILogger<DeadLetterEndpoint> logger) : DeadLetterService.DeadLetterServiceBase
{
    private const int UsualPage = 100;
    private const int MostListed = 1_000;
    private const int MostIds = 1_000;

    public override async Task<ListDeadLettersReply> ListDeadLetters(ListDeadLettersRequest request, ServerCallContext context)
    {
        if (request.Limit < 0)
            throw new InvalidInputException("limit", $"{request.Limit}", "is below zero");
        var limit = request.Limit == 0 ? MostListed : Math.Min(request.Limit, MostListed);

        var (listed, more) = await deadLetters.ListAsync(
            request.Queue.Length == 0 ? null : Field.Text("queue", request.Queue), limit, context.CancellationToken);
        return new ListDeadLettersReply { DeadLetters = { listed }, More = more };
    }

    public override async Task<RequeueDeadLettersReply> RequeueDeadLetters(RequeueDeadLettersRequest request, ServerCallContext context)
    {
        var selection = Read(request.Selection);
        deadLetters.Check(selection);
        var act = await acts.BeginAsync(DeadLetterActKind.Requeue, selection, context.Allowed().Actor, context.CancellationToken);
        var (requeued, refused) = await deadLetters.RequeueAsync(selection, context.CancellationToken);
        await acts.EndAsync(act, requeued);
        Requeued(logger, requeued, refused);
        return new RequeueDeadLettersReply { Requeued = requeued, Refused = refused };
    }

    public override async Task<DropDeadLettersReply> DropDeadLetters(DropDeadLettersRequest request, ServerCallContext context)
    {
        var selection = Read(request.Selection);
        deadLetters.Check(selection);
        var act = await acts.BeginAsync(DeadLetterActKind.Drop, selection, context.Allowed().Actor, context.CancellationToken);
        var dropped = await deadLetters.DropAsync(selection, context.CancellationToken);
        await acts.EndAsync(act, dropped);
        Dropped(logger, dropped);
        return new DropDeadLettersReply { Dropped = dropped };
    }

    public override async Task<ListDeadLetterActsReply> ListDeadLetterActs(ListDeadLetterActsRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, MostListed);
        var rows = await acts.ListAsync(page.AfterId(), page.Size, context.CancellationToken);
        return new ListDeadLetterActsReply { Acts = { rows }, NextPageToken = page.Next(rows, act => act.Id) };
    }

    // An empty selection selects nothing: a drop cannot be undone.
    private static Selection Read(DeadLetterSelection? selection) => selection switch
    {
        { SelectionCase: DeadLetterSelection.SelectionOneofCase.All, All: true } => new Selection(null, null),
        { SelectionCase: DeadLetterSelection.SelectionOneofCase.All } =>
            throw new InvalidInputException("selection.all", null, "is false, which selects nothing; leave it out"),
        { SelectionCase: DeadLetterSelection.SelectionOneofCase.Queue } => new Selection(Field.Text("selection.queue", selection.Queue), null),
        { SelectionCase: DeadLetterSelection.SelectionOneofCase.Ids, Ids.MessageIds.Count: 0 } =>
            throw new InvalidInputException("selection.ids.message_ids", null, "is required"),
        { SelectionCase: DeadLetterSelection.SelectionOneofCase.Ids } => new Selection(
            null, Field.Uuids("selection.ids.message_ids", selection.Ids.MessageIds, MostIds).ToHashSet()),
        _ => throw new InvalidInputException("selection", null, "is required: all, a queue or message ids"),
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Requeued} dead letters were requeued, {Refused} were refused by their queues")]
    private static partial void Requeued(ILogger logger, long requeued, long refused);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Dropped} dead letters were dropped")]
    private static partial void Dropped(ILogger logger, long dropped);
}
