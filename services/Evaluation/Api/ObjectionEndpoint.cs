using Grpc.Core;
using Workforce.Evaluation.Objections;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Evaluation.Api;

/// <summary>Serves <c>evaluation/v1/objections.proto</c>.</summary>
public sealed class ObjectionEndpoint(
    FileObjection fileObjection, RuleOnObjection ruleOnObjection, ObjectionStore objections, AccessLog accesses, TimeProvider clock)
    : V1.ObjectionService.ObjectionServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public override async Task<V1.Objection> FileObjection(V1.FileObjectionRequest request, ServerCallContext context) =>
        await AnswerAsync(await fileObjection.FileAsync(ObjectionWire.Read(request), context.Allowed(), context.CancellationToken), context.Allowed());

    public override async Task<V1.Objection> RuleOnObjection(V1.RuleOnObjectionRequest request, ServerCallContext context) =>
        await AnswerAsync(await ruleOnObjection.RuleAsync(ObjectionWire.Read(request), context.Allowed(), context.CancellationToken), context.Allowed());

    public override async Task<V1.ListObjectionsReply> ListObjections(V1.ListObjectionsRequest request, ServerCallContext context)
    {
        var (filter, now, call) = (ObjectionWire.FilterFrom(request), Now, context.Allowed());
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await objections.ListAsync(filter, now, page.AfterId(), page.Size, call.Reach, context.CancellationToken);
        await accesses.WriteByCityAsync(call, rows.Select(objection => (objection.CityId, objection.WorkerId)), "objections");
        return new V1.ListObjectionsReply
        {
            Objections = { rows.Select(objection => ObjectionWire.ToWire(objection, now)) },
            NextPageToken = page.Next(rows, objection => PageKey.Of(objection.Id)),
        };
    }

    private async Task<V1.Objection> AnswerAsync(Objection objection, AllowedCall call)
    {
        await accesses.WriteAsync(call, new Accessed(objection.CityId, [objection.WorkerId]));
        return ObjectionWire.ToWire(objection, Now);
    }
}
