using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Registry.Denials;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/denials.proto</c>.</summary>
public sealed class DenialEndpoint(DenialStore denials, Deny deny, LiftDenial liftDenial, IOptions<AccessOptions> access)
    : V1.DenialService.DenialServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<V1.Denial> Deny(V1.DenyRequest request, ServerCallContext context) =>
        DenialWire.ToWire(await deny.DenyAsync(
            DenialWire.DeniedFrom(request, access.Value.UsualIssuer), Field.Text("reason", request.Reason), context.Allowed().Actor, context.CancellationToken));

    public override async Task<V1.Denial> LiftDenial(V1.LiftDenialRequest request, ServerCallContext context) =>
        DenialWire.ToWire(await liftDenial.LiftAsync(Field.Uuid("denial_id", request.DenialId), context.Allowed().Actor, context.CancellationToken));

    public override async Task<V1.ListDenialsReply> ListDenials(V1.ListDenialsRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await denials.ListAsync(DenialWire.AfterFrom(page), page.Size, context.CancellationToken);
        return new V1.ListDenialsReply
        {
            Denials = { rows.Select(DenialWire.ToWire) },
            NextPageToken = page.Next(rows, DenialWire.KeyOf),
        };
    }
}
