using Grpc.Core;
using Workforce.Access.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;
using Wire = Workforce.Access.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Serves the service's own access log.</summary>
internal sealed class AccessLogEndpoint(AccessLogStore accesses) : AccessLogService.AccessLogServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<ListAccessesReply> ListAccesses(ListAccessesRequest request, ServerCallContext context)
    {
        var cityId = Field.OptionalUuid("city_id", request.CityId);
        var workerId = Field.OptionalUuid("worker_id", request.WorkerId);
        if (cityId is null && workerId is null)
            throw new InvalidInputException("city_id", null, "or worker_id is required");
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var entries = await accesses.ListAsync(cityId, workerId, context.Allowed().Reach, page.AfterId(), page.Size, context.CancellationToken);
        return new ListAccessesReply
        {
            Accesses = { entries.Select(ToWire) },
            NextPageToken = page.Next(entries, entry => PageKey.Of(entry.Id)),
        };
    }

    private static Wire.Access ToWire(AccessEntry entry) => new()
    {
        Id = $"{entry.Id}",
        At = Timestamp.FromDateTime(entry.At),
        By = entry.By.ToWire(),
        For = entry.For?.ToWire(),
        Method = entry.Method,
        Purpose = entry.Purpose,
        CityId = $"{entry.CityId}",
        Workers = entry.Workers,
        Selection = entry.Selection,
    };
}
