using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Registry.Corrections;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/corrections.proto</c>.</summary>
public sealed class CorrectionEndpoint(
    CorrectContract correctContract, WithdrawContract withdrawContract, CorrectWorker correctWorker, CorrectByFile correctByFile, ListCorrections listCorrections,
    IOptions<ImportOptions> options)
    : V1.CorrectionService.CorrectionServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<V1.CorrectionReply> CorrectContract(V1.CorrectContractRequest request, ServerCallContext context) =>
        CorrectionWire.ToWire(await correctContract.CorrectAsync(
            Field.Uuid("contract_id", request.ContractId), CorrectionWire.CorrectionFrom(request), CorrectionWire.BasisFrom(request.Reason, request.Paper),
            context.Allowed(), context.CancellationToken));

    public override async Task<V1.CorrectionReply> WithdrawContract(V1.WithdrawContractRequest request, ServerCallContext context) =>
        CorrectionWire.ToWire(await withdrawContract.WithdrawAsync(
            Field.Uuid("contract_id", request.ContractId), CorrectionWire.BasisFrom(request.Reason, request.Paper), context.Allowed(), context.CancellationToken));

    public override async Task<V1.CorrectionReply> CorrectWorker(V1.CorrectWorkerRequest request, ServerCallContext context)
    {
        var (workerId, name, nik) = (Field.Uuid("worker_id", request.WorkerId), CorrectionWire.NameFrom(request.Name), CorrectionWire.NikFrom(request.Nik));
        if (name is null && nik is null)
            throw new InvalidInputException("name", null, "and nik are both missing: say what is corrected");
        return CorrectionWire.ToWire(await correctWorker.CorrectAsync(
            workerId, name, nik, CorrectionWire.BasisFrom(request.Reason, request.Paper), context.Allowed(), context.CancellationToken));
    }

    public override async Task<V1.CorrectByFileReply> CorrectByFile(IAsyncStreamReader<V1.CorrectByFileRequest> requestStream, ServerCallContext context)
    {
        var file = CorrectionWire.FileFrom(await ReceivedFile.HeaderAsync(requestStream, part => part.Header, context.CancellationToken));

        return CorrectionWire.ToWire(await ReceivedFile.ReadAsync(
            requestStream, part => part.PartCase is V1.CorrectByFileRequest.PartOneofCase.Content ? part.Content : null,
            TimeSpan.FromSeconds(options.Value.IdleSeconds),
            content => correctByFile.CorrectAsync(file, content, context.Allowed(), context.CancellationToken), context.CancellationToken));
    }

    public override async Task<V1.ListCorrectionsReply> ListCorrections(V1.ListCorrectionsRequest request, ServerCallContext context)
    {
        var (contractId, workerId) = (Field.OptionalUuid("contract_id", request.ContractId), Field.OptionalUuid("worker_id", request.WorkerId));
        if (contractId is null && workerId is null)
            throw new InvalidInputException("contract_id", null, "or worker_id is required");
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await listCorrections.ListAsync(contractId, workerId, page.AfterId(), page.Size, context.Allowed(), context.CancellationToken);
        return new V1.ListCorrectionsReply
        {
            Corrections = { rows.Select(CorrectionWire.ToWire) },
            NextPageToken = page.Next(rows, row => PageKey.Of(row.Id)),
        };
    }
}
