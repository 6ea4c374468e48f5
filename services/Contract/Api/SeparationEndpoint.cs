using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Contract.Separations;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Contract.Api;

/// <summary>Serves <c>contract/v1/separations.proto</c>.</summary>
public sealed class SeparationEndpoint(
    RecordSeparations recordSeparations, RecordSeparationsByFile recordSeparationsByFile, WithdrawSeparation withdrawSeparation, CountSeparations countSeparations,
    SeparationStore separations, AccessLog accesses, IOptions<SheetOptions> options) : V1.SeparationService.SeparationServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<V1.RecordSeparationsReply> RecordSeparations(V1.RecordSeparationsRequest request, ServerCallContext context)
    {
        var (cityId, requestId) = (Field.Uuid("city_id", request.CityId), Field.OptionalUuid("request_id", request.RequestId));
        return SeparationWire.ToWire(await recordSeparations.RecordAsync(
            cityId, SeparationWire.Read(request.Separations), requestId, context.Allowed(), context.CancellationToken));
    }

    public override async Task<V1.RecordSeparationsByFileReply> RecordSeparationsByFile(
        IAsyncStreamReader<V1.RecordSeparationsByFileRequest> requestStream, ServerCallContext context)
    {
        var file = SeparationWire.FileFrom(await ReceivedFile.HeaderAsync(requestStream, part => part.Header, context.CancellationToken));
        return SeparationWire.ToWire(await ReceivedFile.ReadAsync(
            requestStream, part => part.PartCase is V1.RecordSeparationsByFileRequest.PartOneofCase.Content ? part.Content : null,
            TimeSpan.FromSeconds(options.Value.IdleSeconds),
            content => recordSeparationsByFile.RecordAsync(file, content, context.Allowed(), context.CancellationToken), context.CancellationToken));
    }

    public override async Task<V1.Separation> WithdrawSeparation(V1.WithdrawSeparationRequest request, ServerCallContext context)
    {
        var (id, reason) = (Field.Uuid("separation_id", request.SeparationId), LongText.Required("reason", request.Reason, Separation.LongestReason));
        return SeparationWire.ToWire(await withdrawSeparation.WithdrawAsync(id, reason, context.Allowed(), context.CancellationToken));
    }

    public override async Task<V1.ListSeparationsReply> ListSeparations(V1.ListSeparationsRequest request, ServerCallContext context)
    {
        var (filter, call) = (SeparationWire.FilterFrom(request), context.Allowed());
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await separations.ListAsync(filter, request.WithWithdrawn, page.AfterId(), page.Size, call.Reach, context.CancellationToken);
        await accesses.WriteByCityAsync(call, rows.Select(separation => (separation.CityId, separation.WorkerId)), "separations");
        return new V1.ListSeparationsReply
        {
            Separations = { rows.Select(SeparationWire.ToWire) },
            NextPageToken = page.Next(rows, separation => PageKey.Of(separation.Id)),
        };
    }

    public override async Task<V1.CountSeparationsReply> CountSeparations(V1.CountSeparationsRequest request, ServerCallContext context)
    {
        var filter = SeparationWire.FilterFrom(request);
        var effectiveBy = Field.OptionalDay("effective_by", request.EffectiveBy);
        var knownAt = Field.OptionalMoment("known_at", request.KnownAt);
        var counts = await countSeparations.CountAsync(filter, effectiveBy, knownAt, context.Allowed().Reach, context.CancellationToken);
        return new V1.CountSeparationsReply { Counts = { counts.Select(SeparationWire.ToWire) } };
    }
}
