using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Notification.Receipts;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Notification.Api;

/// <summary>Serves <c>notification/v1/receipts.proto</c>.</summary>
public sealed class ReceiptEndpoint(RecordReceipts recordReceipts, RecordReceiptsByFile recordReceiptsByFile, IOptions<SheetOptions> options)
    : V1.ReceiptService.ReceiptServiceBase
{
    public override async Task<V1.RecordReceiptsReply> RecordReceipts(V1.RecordReceiptsRequest request, ServerCallContext context)
    {
        var (cityId, roundId) = (Field.Uuid("city_id", request.CityId), Field.OptionalUuid("round_id", request.RoundId));
        return ReceiptWire.ToWire(await recordReceipts.RecordAsync(cityId, roundId, ReceiptWire.Read(request), context.Allowed(), context.CancellationToken));
    }

    public override async Task<V1.RecordReceiptsByFileReply> RecordReceiptsByFile(
        IAsyncStreamReader<V1.RecordReceiptsByFileRequest> requestStream, ServerCallContext context)
    {
        var file = SheetWire.FileFrom(await ReceivedFile.HeaderAsync(requestStream, part => part.Header, context.CancellationToken));
        return SheetWire.ToWire(await ReceivedFile.ReadAsync(
            requestStream, part => part.PartCase is V1.RecordReceiptsByFileRequest.PartOneofCase.Content ? part.Content : null,
            TimeSpan.FromSeconds(options.Value.IdleSeconds),
            content => recordReceiptsByFile.RecordAsync(file, content, context.Allowed(), context.CancellationToken), context.CancellationToken));
    }
}
