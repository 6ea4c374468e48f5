using Grpc.Core;
using Workforce.Registry.Rejects;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/rejects.proto</c>.</summary>
public sealed class RejectEndpoint(ListRejects listRejects, DismissReject dismissReject) : V1.RejectService.RejectServiceBase
{
    private const int UsualPage = 500;
    private const int LargestPage = 5_000;

    public override async Task<V1.ListRejectsReply> ListRejects(V1.ListRejectsRequest request, ServerCallContext context)
    {
        var filter = RejectWire.FilterFrom(request);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rejects = await listRejects.ListAsync(filter, page.AfterId(), page.Size, context.Allowed(), context.CancellationToken);
        return new V1.ListRejectsReply
        {
            Rejects = { rejects.Select(RejectWire.ToWire) },
            NextPageToken = page.Next(rejects, RejectWire.KeyOf),
        };
    }

    public override async Task<V1.DismissRejectReply> DismissReject(V1.DismissRejectRequest request, ServerCallContext context)
    {
        var (id, reason) = (Field.Uuid("reject_id", request.RejectId), Field.Text("reason", request.Reason));
        var allowed = context.Allowed();
        var settledAt = await dismissReject.DismissAsync(id, reason, allowed.Reach, allowed.Actor, context.CancellationToken);
        return new V1.DismissRejectReply
        {
            RejectId = $"{id}",
            SettledAt = Timestamp.FromDateTime(settledAt),
            SettledBy = allowed.Actor.ToWire(),
            Reason = Nik.MaskWithin(reason),
        };
    }
}
