using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Workforce.Messaging.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Each service's dead letters; the called port identifies the service.</summary>
internal sealed class ScriptedDeadLetters(Script script) : DeadLetterService.DeadLetterServiceBase
{
    public const string Service = "service";

    public override Task<ListDeadLettersReply> ListDeadLetters(ListDeadLettersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDeadLettersReply { DeadLetters = { Of(context) }, More = Of(context).Count > 2 ? 1_234 : 0 });

    public override Task<RequeueDeadLettersReply> RequeueDeadLetters(RequeueDeadLettersRequest request, ServerCallContext context)
    {
        var chosen = Take(request.Selection, context);
        return Task.FromResult(new RequeueDeadLettersReply { Requeued = chosen, Refused = script.RefusesDeadLetters ? 1 : 0 });
    }

    public override Task<DropDeadLettersReply> DropDeadLetters(DropDeadLettersRequest request, ServerCallContext context) =>
        Task.FromResult(new DropDeadLettersReply { Dropped = Take(request.Selection, context) });

    private int Take(DeadLetterSelection selection, ServerCallContext context) => Of(context).RemoveAll(message => selection switch
    {
        { Ids: not null } => selection.Ids.MessageIds.Contains(message.MessageId),
        { HasQueue: true } => message.Queue == selection.Queue,
        _ => selection.All,
    });

    private List<DeadLetter> Of(ServerCallContext context)
    {
        var service = (string)context.GetHttpContext().Features.Get<IConnectionItemsFeature>()!.Items[Service]!;
        return script.DeadLetters.TryGetValue(service, out var messages) ? messages : [];
    }
}
