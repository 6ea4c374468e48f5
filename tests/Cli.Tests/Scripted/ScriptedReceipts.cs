using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Records what is handed over, and refuses everything else, for another receipt stands; rejects a row of each sheet but of a story.</summary>
internal sealed class ScriptedReceipts(Script script) : ReceiptService.ReceiptServiceBase
{
    public override Task<RecordReceiptsReply> RecordReceipts(RecordReceiptsRequest request, ServerCallContext context)
    {
        script.Receipts.Add(request);
        var isRecorded = request.Receipts[0].Way is ReceiptWay.HandedOver;
        return Task.FromResult(new RecordReceiptsReply
        {
            Recorded = isRecorded ? 1 : 0,
            Refused = isRecorded ? 0 : 1,
            Outcomes =
            {
                new ReceiptOutcome
                {
                    NoticeId = "n1",
                    Receipt = new Receipt { ReceivedOn = "2020-12-21", Way = ReceiptWay.HandedOver, Witness = "Maria Bano", RecordedBy = new Actor { Name = "Yohana Taek" } },
                    Field = isRecorded ? "" : "receipts[0].received_on",
                    Reason = isRecorded ? "" : "another receipt stands",
                },
            },
        });
    }

    public override async Task<RecordReceiptsByFileReply> RecordReceiptsByFile(IAsyncStreamReader<RecordReceiptsByFileRequest> requestStream, ServerCallContext context)
    {
        await foreach (var part in requestStream.ReadAllAsync())
            script.ReceiptsFile ??= part.Header;
        if (script.Story.IsPlayed)
            return script.Story.Receive();
        return new RecordReceiptsByFileReply
        {
            RowsRead = 300,
            RowsRecorded = 299,
            RowsRejected = 1,
            Findings = { new Finding { Severity = Severity.Rejected, Row = 7, Column = "Cara", Value = "merpati", Reason = "is none of diserahkan, pos, pesan" } },
        };
    }
}
