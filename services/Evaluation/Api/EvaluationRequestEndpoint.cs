using Grpc.Core;
using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Evaluation.Api;

/// <summary>Serves <c>evaluation/v1/requests.proto</c>.</summary>
public sealed class EvaluationRequestEndpoint(RequestStore requests, ReassignmentStore reassignments, ReassignRequests reassignRequests) : V1.EvaluationRequestService.EvaluationRequestServiceBase
{
    private const int UsualPage = 500;
    private const int LargestPage = 5_000;
    private const int UsualReassignments = 100;
    private const int LargestReassignments = 1_000;

    public override async Task<V1.ListRequestsReply> ListRequests(V1.ListRequestsRequest request, ServerCallContext context)
    {
        var filter = FilterFrom(request);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await requests.ListAsync(filter, RequestWire.AfterFrom(page), page.Size, context.Allowed().Reach, context.CancellationToken);
        return new V1.ListRequestsReply
        {
            Requests = { rows.Select(RequestWire.ToWire) },
            NextPageToken = page.Next(rows, RequestWire.KeyOf),
        };
    }

    public override async Task<V1.CountRequestsReply> CountRequests(V1.CountRequestsRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var counts = await requests.CountAsync(cycleId, context.Allowed().Reach, context.CancellationToken);
        return new V1.CountRequestsReply
        {
            Open = counts.GetValueOrDefault(RequestState.Open),
            Withdrawn = counts.GetValueOrDefault(RequestState.Withdrawn),
            Satisfied = counts.GetValueOrDefault(RequestState.Satisfied),
        };
    }

    public override async Task<V1.Reassignment> ReassignRequests(V1.ReassignRequestsRequest request, ServerCallContext context) =>
        ReassignmentWire.ToWire(await reassignRequests.ReassignAsync(ReassignmentWire.Read(request), context.Allowed(), context.CancellationToken));

    public override async Task<V1.ListReassignmentsReply> ListReassignments(V1.ListReassignmentsRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var page = Page.From(request.PageSize, request.PageToken, UsualReassignments, LargestReassignments);
        var rows = await reassignments.ListAsync(cycleId, page.AfterId(), page.Size, context.Allowed().Reach, context.CancellationToken);
        return new V1.ListReassignmentsReply
        {
            Reassignments = { rows.Select(ReassignmentWire.ToWire) },
            NextPageToken = page.Next(rows, reassignment => PageKey.Of(reassignment.Id)),
        };
    }

    private static RequestFilter FilterFrom(V1.ListRequestsRequest request)
    {
        var filter = new RequestFilter(
            Field.OptionalUuid("city_id", request.CityId),
            Field.OptionalUuid("cycle_id", request.CycleId),
            Field.OptionalUuid("unit_id", request.UnitId),
            Field.OptionalUuid("head_id", request.HeadId),
            Field.OptionalUuid("contract_id", request.ContractId),
            RequestWire.StateFrom(request.State));
        return filter.IsBounded
            ? filter
            : throw new InvalidInputException("city_id", null, "is required unless cycle_id, unit_id, head_id or contract_id is given");
    }
}
