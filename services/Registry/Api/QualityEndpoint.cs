using Grpc.Core;
using Workforce.Registry.Quality;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/quality.proto</c>.</summary>
public sealed class QualityEndpoint(CheckRegister checkRegister, ListFailures listFailures, OverrideFailure overrideFailure) : V1.QualityService.QualityServiceBase
{
    private const int UsualPage = 500;
    private const int LargestPage = 5_000;

    public override async Task<V1.CheckRegisterReply> CheckRegister(V1.CheckRegisterRequest request, ServerCallContext context) =>
        QualityWire.ToWire(await checkRegister.CheckAsync(Field.Uuid("city_id", request.CityId), context.CancellationToken));

    public override async Task<V1.ListFailuresReply> ListFailures(V1.ListFailuresRequest request, ServerCallContext context)
    {
        var filter = QualityWire.FilterFrom(request);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var failures = await listFailures.ListAsync(filter, QualityWire.AfterFrom(page), page.Size, context.Allowed(), context.CancellationToken);
        return new V1.ListFailuresReply
        {
            Failures = { failures.Select(QualityWire.ToWire) },
            NextPageToken = page.Next(failures, QualityWire.KeyOf),
        };
    }

    public override async Task<V1.FailureOverride> OverrideFailure(V1.OverrideFailureRequest request, ServerCallContext context) =>
        QualityWire.ToWire(await overrideFailure.OverrideAsync(
            Field.Uuid("city_id", request.CityId), QualityWire.TestFrom(request.Test), Field.Uuid("subject_id", request.SubjectId),
            Field.OptionalUuid("other_id", request.OtherId), Field.Text("reason", request.Reason), context.Allowed().Actor, context.CancellationToken));
}
