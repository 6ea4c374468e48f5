using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Contract.Decisions;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Contract.Api;

/// <summary>Serves <c>contract/v1/decisions.proto</c>.</summary>
public sealed class DecisionEndpoint(
    ProposeDecisions proposeDecisions, ProposeByFile proposeByFile, ConfirmProposal confirmProposal, WithdrawDecisions withdrawDecisions,
    DecisionStore decisions, ProposalStore proposals, RefusedDecisionStore refusedDecisions, AccessLog accesses, IOptions<SheetOptions> options, TimeProvider clock) : V1.DecisionService.DecisionServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;
    private const int RefusalsOfMessage = 500;

    public override async Task Propose(V1.ProposeRequest request, IServerStreamWriter<V1.ProposeReply> responseStream, ServerCallContext context)
    {
        var (proposal, requestId) = (DecisionWire.Read(request), Field.OptionalUuid("request_id", request.RequestId));
        var outcome = await proposeDecisions.ProposeAsync(proposal, requestId, context.Allowed(), context.CancellationToken);
        foreach (var part in DecisionWire.ToWire(outcome, RefusalsOfMessage))
            await responseStream.WriteAsync(part, context.CancellationToken);
    }

    public override async Task<V1.ProposeByFileReply> ProposeByFile(IAsyncStreamReader<V1.ProposeByFileRequest> requestStream, ServerCallContext context)
    {
        var file = DecisionWire.FileFrom(await ReceivedFile.HeaderAsync(requestStream, part => part.Header, context.CancellationToken));
        return DecisionWire.ToWire(await ReceivedFile.ReadAsync(
            requestStream, part => part.PartCase is V1.ProposeByFileRequest.PartOneofCase.Content ? part.Content : null,
            TimeSpan.FromSeconds(options.Value.IdleSeconds),
            content => proposeByFile.ProposeAsync(file, content, context.Allowed(), context.CancellationToken), context.CancellationToken));
    }

    public override async Task Confirm(V1.ConfirmRequest request, IServerStreamWriter<V1.ConfirmProgress> responseStream, ServerCallContext context)
    {
        var (id, requestId) = (Field.Uuid("proposal_id", request.ProposalId), Field.OptionalUuid("request_id", request.RequestId));
        var except = DecisionWire.IdsFrom("except_contract_ids", request.ExceptContractIds);
        await foreach (var progress in confirmProposal.ConfirmAsync(id, except, requestId, context.Allowed(), context.CancellationToken))
            foreach (var part in DecisionWire.ToWire(progress, RefusalsOfMessage))
                await responseStream.WriteAsync(part, context.CancellationToken);
    }

    public override async Task<V1.WithdrawDecisionsReply> WithdrawDecisions(V1.WithdrawDecisionsRequest request, ServerCallContext context)
    {
        var (cycleId, requestId) = (Field.Uuid("cycle_id", request.CycleId), Field.OptionalUuid("request_id", request.RequestId));
        var ids = DecisionWire.IdsFrom("contract_ids", request.ContractIds);
        if (ids.Count == 0)
            throw new InvalidInputException("contract_ids", null, "are required");
        var reason = LongText.Required("reason", request.Reason, Decision.LongestReason);
        return DecisionWire.ToWire(await withdrawDecisions.WithdrawAsync(cycleId, ids, reason, requestId, context.Allowed(), context.CancellationToken));
    }

    public override async Task<V1.ListDecisionsReply> ListDecisions(V1.ListDecisionsRequest request, ServerCallContext context)
    {
        var (filter, call) = (DecisionWire.FilterFrom(request), context.Allowed());
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await decisions.ListAsync(filter, request.WithWithdrawn, page.AfterId(), page.Size, call.Reach, context.CancellationToken);
        await accesses.WriteByCityAsync(call, rows.Select(decision => (decision.CityId, decision.WorkerId)), "decisions");
        return new V1.ListDecisionsReply { Decisions = { rows.Select(DecisionWire.ToWire) }, NextPageToken = page.Next(rows, decision => PageKey.Of(decision.Id)) };
    }

    public override async Task<V1.CountDecisionsReply> CountDecisions(V1.CountDecisionsRequest request, ServerCallContext context) =>
        DecisionWire.ToWire(
            await decisions.CountAsync(Field.Uuid("cycle_id", request.CycleId), clock.GetUtcNow().UtcDateTime, context.Allowed().Reach, context.CancellationToken)
            ?? throw new NotFoundException("cycle", request.CycleId));

    public override async Task<V1.ListProposalsReply> ListProposals(V1.ListProposalsRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await proposals.ListAsync(cycleId, page.AfterId(), page.Size, context.Allowed().Reach, context.CancellationToken);
        return new V1.ListProposalsReply { Proposals = { rows.Select(DecisionWire.ToWire) }, NextPageToken = page.Next(rows, row => PageKey.Of(row.Proposal.Id)) };
    }

    public override async Task<V1.ListRefusedDecisionsReply> ListRefusedDecisions(V1.ListRefusedDecisionsRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await refusedDecisions.ListAsync(cycleId, page.AfterId(), page.Size, context.Allowed().Reach, context.CancellationToken);
        return new V1.ListRefusedDecisionsReply { Refusals = { rows.Select(DecisionWire.ToWire) }, NextPageToken = page.Next(rows, row => PageKey.Of(row.Id)) };
    }

    public override async Task<V1.ListProposedReply> ListProposed(V1.ListProposedRequest request, ServerCallContext context)
    {
        var (id, call) = (Field.Uuid("proposal_id", request.ProposalId), context.Allowed());
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var proposal = await proposals.GetAsync(id, call.Reach, context.CancellationToken);
        var rows = await proposals.ListProposedAsync(id, page.AfterId(), page.Size, context.CancellationToken);
        await accesses.WriteByCityAsync(call, rows.Select(row => (proposal.CityId, row.WorkerId)), "proposed decisions");
        return new V1.ListProposedReply { Decisions = { rows.Select(DecisionWire.ToWire) }, NextPageToken = page.Next(rows, row => PageKey.Of(row.Proposed.ContractId)) };
    }
}
