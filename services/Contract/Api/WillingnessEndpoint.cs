using Grpc.Core;
using Workforce.Contract.Willingness;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

/// <summary>Serves <c>contract/v1/willingness.proto</c>.</summary>
public sealed class WillingnessEndpoint(RecordStatements recordStatements, StatementStore statements, AccessLog accesses) : V1.WillingnessService.WillingnessServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<V1.RecordStatementsReply> RecordStatements(V1.RecordStatementsRequest request, ServerCallContext context)
    {
        var (cityId, requestId) = (Field.Uuid("city_id", request.CityId), Field.OptionalUuid("request_id", request.RequestId));
        return StatementWire.ToWire(await recordStatements.RecordAsync(
            cityId, StatementWire.Read(request.Statements), requestId, context.Allowed(), context.CancellationToken));
    }

    public override async Task<V1.ListStatementsReply> ListStatements(V1.ListStatementsRequest request, ServerCallContext context)
    {
        var (filter, call) = (StatementWire.FilterFrom(request), context.Allowed());
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await statements.ListAsync(filter, page.AfterId(), page.Size, call.Reach, context.CancellationToken);
        await accesses.WriteByCityAsync(call, rows.Select(statement => (statement.CityId, statement.WorkerId)), "statements");
        return new V1.ListStatementsReply
        {
            Statements = { rows.Select(StatementWire.ToWire) },
            NextPageToken = page.Next(rows, statement => PageKey.Of(statement.Id)),
        };
    }
}
