using System.Text;
using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Takes what is proposed but for one that is not rated; of three confirmed, one is decided, one was, and one is refused. In a story it is as <see cref="ScriptedProposals"/> has it.</summary>
internal sealed class ScriptedDecisions(Script script) : DecisionService.DecisionServiceBase
{
    public const string ProposalId = "33333333-3333-3333-3333-333333333333";

    private static RefusedDecision Unrated { get; } = new()
    {
        ContractId = "11111111-1111-1111-1111-111111111111",
        Refusal = new Refusal { Rule = "unrated", Field = "contract_id", Reason = "is of a worker who is not rated", WhatToDo = "have the head rate" },
    };

    private static Actor Mayor { get; } = new() { Name = "Jefirstson" };

    public override async Task Propose(ProposeRequest request, IServerStreamWriter<ProposeReply> responseStream, ServerCallContext context)
    {
        if (script.Story.IsPlayed)
        {
            await responseStream.WriteAsync(script.Story.Decided.Propose(script, request, ScriptedStory.CallerOf(context)));
            return;
        }
        script.Proposed.Add(request);
        var reply = new ProposeReply { ProposalId = ProposalId, Proposed = 2, Refused = request.AsRecommended ? 1 : 0 };
        if (request.AsRecommended)
            reply.Refusals.Add(Unrated);
        await responseStream.WriteAsync(reply);
    }

    public override async Task<ProposeByFileReply> ProposeByFile(IAsyncStreamReader<ProposeByFileRequest> requestStream, ServerCallContext context)
    {
        using var bytes = new MemoryStream();
        await foreach (var part in requestStream.ReadAllAsync())
        {
            script.ProposalFile = part.Header ?? script.ProposalFile;
            part.Content.WriteTo(bytes);
        }
        if (script.Story.IsPlayed)
            return script.Story.Decided.Propose(script, script.ProposalFile!, Encoding.UTF8.GetString(bytes.ToArray()), ScriptedStory.CallerOf(context));
        return new ProposeByFileReply
        {
            ProposalId = ProposalId,
            RowsRead = 12,
            RowsRejected = 1,
            Proposed = 11,
            Findings = { new Registry.V1.Finding { Severity = Registry.V1.Severity.Rejected, Row = 7, Column = "Usulan", Value = "mungkin", Reason = "is none of diperpanjang, tidak diperpanjang" } },
        };
    }

    public override async Task Confirm(ConfirmRequest request, IServerStreamWriter<ConfirmProgress> responseStream, ServerCallContext context)
    {
        if (script.Story.IsPlayed)
        {
            await responseStream.WriteAsync(script.Story.Decided.Confirm(script, request, ScriptedStory.CallerOf(context)));
            return;
        }
        script.Confirmed.Add(request);
        await responseStream.WriteAsync(new ConfirmProgress { LookedAt = 2, Decided = 1, Refused = 1, Refusals = { Unrated } });
        await responseStream.WriteAsync(new ConfirmProgress { LookedAt = 3, Decided = 1, Unchanged = 1, Refused = 1, Complete = true });
    }

    public override Task<WithdrawDecisionsReply> WithdrawDecisions(WithdrawDecisionsRequest request, ServerCallContext context) => Task.FromResult(new WithdrawDecisionsReply
    {
        Withdrawn = 1,
        Outcomes = { new WithdrawalOutcome { ContractId = request.ContractIds[0], Result = RecordResult.Recorded, Decision = Dropped(request.Reason) } },
    });

    public override Task<ListDecisionsReply> ListDecisions(ListDecisionsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDecisionsReply { Decisions = { script.Story.IsPlayed ? script.Story.Decided.Decisions : request.Outcome is RenewalOutcome.Renew ? [] : (Decision[])[Dropped("")] } });

    public override Task<CountDecisionsReply> CountDecisions(CountDecisionsRequest request, ServerCallContext context) => Task.FromResult(new CountDecisionsReply
    {
        Workers = 2_098,
        Counts =
        {
            new DecisionCount { UnitId = script.Units[0].Id, Outcome = RenewalOutcome.Renew, Workers = 2_019 },
            new DecisionCount { UnitId = script.Units[0].Id, Outcome = RenewalOutcome.NotRenew, Ground = NonRenewalGround.Discipline, IsOverride = true, Workers = 4 },
        },
    });

    public override Task<ListProposalsReply> ListProposals(ListProposalsRequest request, ServerCallContext context) => Task.FromResult(new ListProposalsReply
    {
        Proposals = { script.Story.IsPlayed ? script.Story.Decided.Proposals : [new Proposal { Id = ProposalId, ProposedAt = ScriptedSeparations.At, ProposedBy = new Actor { Name = "Yohana Taek" }, Workers = 2_086, ByName = 12, Decided = 2_000 }] },
    });

    public override Task<ListRefusedDecisionsReply> ListRefusedDecisions(ListRefusedDecisionsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListRefusedDecisionsReply { Refusals = { script.Story.Decided.Refused } });

    private Decision Dropped(string withdrawnFor) => new()
    {
        Id = "44444444-4444-4444-4444-444444444444",
        ContractId = "11111111-1111-1111-1111-111111111111",
        UnitId = script.Units[0].Id,
        Outcome = RenewalOutcome.NotRenew,
        Ground = NonRenewalGround.Discipline,
        Reason = "hukuman disiplin",
        IsOverride = true,
        DecidedAt = ScriptedSeparations.At,
        DecidedBy = Mayor,
        Withdrawal = withdrawnFor.Length == 0 ? null : new DecisionWithdrawal { Reason = withdrawnFor, WithdrawnAt = ScriptedSeparations.At, WithdrawnBy = Mayor },
    };
}
