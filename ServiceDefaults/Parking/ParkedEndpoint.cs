using Grpc.Core;
using Microsoft.Extensions.Logging;
using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.ServiceDefaults.Parking;

/// <summary>Serves the service's own parked messages to operators.</summary>
internal sealed partial class ParkedEndpoint(ParkedMessages parked, ILogger<ParkedEndpoint> logger) : ParkedService.ParkedServiceBase
{
    private const int MostListed = 1_000;
    private const int MostIds = 1_000;

    public override async Task<ListParkedReply> ListParked(ListParkedRequest request, ServerCallContext context)
    {
        if (request.Limit < 0)
            throw new InvalidInputException("limit", $"{request.Limit}", "is below zero");
        var limit = request.Limit == 0 ? MostListed : Math.Min(request.Limit, MostListed);

        var (messages, more) = await parked.ListAsync(
            request.Queue.Length == 0 ? null : Field.Text("queue", request.Queue), limit, context.CancellationToken);
        return new ListParkedReply { Messages = { messages }, More = more };
    }

    public override async Task<RetryParkedReply> RetryParked(RetryParkedRequest request, ServerCallContext context)
    {
        var (retried, refused) = await parked.RetryAsync(Read(request.Selection), context.CancellationToken);
        Retried(logger, retried, refused);
        return new RetryParkedReply { Retried = retried, Refused = refused };
    }

    public override async Task<DropParkedReply> DropParked(DropParkedRequest request, ServerCallContext context)
    {
        var dropped = await parked.DropAsync(Read(request.Selection), context.CancellationToken);
        Dropped(logger, dropped);
        return new DropParkedReply { Dropped = dropped };
    }

    // Nothing is ever meant by what was left out: a drop cannot be undone.
    private static Selection Read(ParkedSelection? selection) => selection switch
    {
        { SelectionCase: ParkedSelection.SelectionOneofCase.All, All: true } => new Selection(null, null),
        { SelectionCase: ParkedSelection.SelectionOneofCase.All } =>
            throw new InvalidInputException("selection.all", null, "is false, which selects nothing; leave it out"),
        { SelectionCase: ParkedSelection.SelectionOneofCase.Queue } => new Selection(Field.Text("selection.queue", selection.Queue), null),
        { SelectionCase: ParkedSelection.SelectionOneofCase.Ids, Ids.MessageIds.Count: 0 } =>
            throw new InvalidInputException("selection.ids.message_ids", null, "is required"),
        { SelectionCase: ParkedSelection.SelectionOneofCase.Ids } => new Selection(
            null, Field.Uuids("selection.ids.message_ids", selection.Ids.MessageIds, MostIds).ToHashSet()),
        _ => throw new InvalidInputException("selection", null, "is required: all, a queue or message ids"),
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Retried} parked messages were put back on their queues, {Refused} were not taken back")]
    private static partial void Retried(ILogger logger, long retried, long refused);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Dropped} parked messages were dropped")]
    private static partial void Dropped(ILogger logger, long dropped);
}
