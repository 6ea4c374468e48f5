using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Workforce.Messaging.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Each service's parked messages; which service it is, the port tells that was called.</summary>
internal sealed class ScriptedParked(Script script) : ParkedService.ParkedServiceBase
{
    public const string Service = "service";

    public override Task<ListParkedReply> ListParked(ListParkedRequest request, ServerCallContext context) =>
        Task.FromResult(new ListParkedReply { Messages = { Of(context) }, More = Of(context).Count > 2 ? 1_234 : 0 });

    public override Task<RetryParkedReply> RetryParked(RetryParkedRequest request, ServerCallContext context)
    {
        var chosen = Take(request.Selection, context);
        return Task.FromResult(new RetryParkedReply { Retried = chosen, Refused = script.RefusesParked ? 1 : 0 });
    }

    public override Task<DropParkedReply> DropParked(DropParkedRequest request, ServerCallContext context) =>
        Task.FromResult(new DropParkedReply { Dropped = Take(request.Selection, context) });

    private int Take(ParkedSelection selection, ServerCallContext context) => Of(context).RemoveAll(message => selection switch
    {
        { Ids: not null } => selection.Ids.MessageIds.Contains(message.MessageId),
        { HasQueue: true } => message.Queue == selection.Queue,
        _ => selection.All,
    });

    private List<ParkedMessage> Of(ServerCallContext context)
    {
        var service = (string)context.GetHttpContext().Features.Get<IConnectionItemsFeature>()!.Items[Service]!;
        return script.Parked.TryGetValue(service, out var messages) ? messages : [];
    }
}
