using Google.Protobuf.WellKnownTypes;
using Workforce.Contract.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>What is proposed and decided in a story: by the id of its request a call has the same answer again.</summary>
internal sealed class ScriptedProposals
{
    private readonly Dictionary<string, ProposeByFileReply> _proposed = [];
    private readonly Dictionary<string, ConfirmProgress> _confirmed = [];

    public List<(string Caller, ProposalFileHeader Header)> Sheets { get; } = [];

    public List<(string Caller, ProposeRequest Request)> Calls { get; } = [];

    public List<(string Caller, ConfirmRequest Request)> Confirmed { get; } = [];

    /// <summary>The newest first.</summary>
    public List<Proposal> Proposals { get; } = [];

    public List<Decision> Decisions { get; } = [];

    public List<ListedRefusal> Refused { get; } = [];

    /// <summary>Notices of decisions that are not issued before these answers.</summary>
    public int NoticesLate { get; set; }

    private Dictionary<string, List<Decision>> DecisionsOf { get; } = [];

    /// <summary>A row is the contract of its NIK and an outcome; a word that is none is rejected, and nothing is proposed then.</summary>
    public ProposeByFileReply Propose(Script script, ProposalFileHeader header, string sheet, string caller)
    {
        Sheets.Add((caller, header));
        if (_proposed.TryGetValue(header.RequestId, out var answer))
            return answer;
        var named = new List<(string ContractId, RenewalOutcome Outcome)>();
        var rows = sheet.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(row => row.Split(',')).ToList();
        foreach (var (at, cells) in rows.Index())
        {
            if (cells[1] is not ("diperpanjang" or "tidak diperpanjang"))
                return new ProposeByFileReply
                {
                    RowsRead = rows.Count,
                    RowsRejected = 1,
                    Findings = { new Finding { Severity = Severity.Rejected, Row = at + 2, Column = "Usulan", Value = cells[1], Reason = "is none of diperpanjang, tidak diperpanjang" } },
                };
            named.Add((script.Periods.First(period => script.Niks[period.ContractId] == cells[0]).ContractId, cells[1] == "diperpanjang" ? RenewalOutcome.Renew : RenewalOutcome.NotRenew));
        }
        var (id, proposed, refusals) = Add(script, named, header.AsRecommended);
        return _proposed[header.RequestId] = new ProposeByFileReply { ProposalId = id, RowsRead = rows.Count, Proposed = proposed, Refused = refusals.Count, Refusals = { refusals } };
    }

    public ProposeReply Propose(Script script, ProposeRequest request, string caller)
    {
        Calls.Add((caller, request));
        var (id, proposed, refusals) = Add(script, [], request.AsRecommended);
        return new ProposeReply { ProposalId = id, Proposed = proposed, Refused = refusals.Count, Refusals = { refusals } };
    }

    public ConfirmProgress Confirm(Script script, ConfirmRequest request, string caller)
    {
        Confirmed.Add((caller, request));
        if (_confirmed.TryGetValue(request.RequestId, out var answer))
            return answer;
        var made = DecisionsOf[request.ProposalId];
        foreach (var decision in made)
            decision.DecidedAt = Timestamp.FromDateTimeOffset(script.Clocks["contract"]);
        Decisions.AddRange(made);
        Proposals.Single(proposal => proposal.Id == request.ProposalId).Decided = made.Count;
        return _confirmed[request.RequestId] = new ConfirmProgress { LookedAt = made.Count, Decided = made.Count, Complete = true };
    }

    public IEnumerable<Notice> Notices(string workerId) => Decisions.Count > 0 && NoticesLate-- > 0 ? [] : Decisions
        .Where(decision => decision.WorkerId == workerId)
        .Select(decision => new Notice
        {
            Id = $"{Guid.NewGuid()}",
            Kind = decision.Outcome is RenewalOutcome.Renew ? NoticeKind.Renewed : NoticeKind.NotRenewed,
            RecipientKind = RecipientKind.Worker,
            WorkerId = workerId,
            DecisionId = decision.Id,
        });

    private (string Id, int Proposed, List<RefusedDecision> Refusals) Add(Script script, List<(string ContractId, RenewalOutcome Outcome)> named, bool asRecommended)
    {
        var (id, made, refusals) = ($"{Guid.NewGuid()}", new List<Decision>(), new List<RefusedDecision>());
        foreach (var recommended in ScriptedRecommendations.Of(script, script.Clocks["contract"]))
        {
            var outcome = named.Find(one => one.ContractId == recommended.ContractId).Outcome;
            if (outcome is RenewalOutcome.Unspecified && asRecommended)
                outcome = (RenewalOutcome)(int)recommended.Outcome;
            if (outcome is RenewalOutcome.Renew or RenewalOutcome.NotRenew)
                made.Add(new Decision
                {
                    Id = $"{Guid.NewGuid()}",
                    ContractId = recommended.ContractId,
                    WorkerId = recommended.WorkerId,
                    Outcome = outcome,
                    ProposalId = id,
                    IsOverride = (int)outcome != (int)recommended.Outcome,
                });
            else if (asRecommended)
                refusals.Add(new RefusedDecision { ContractId = recommended.ContractId, Refusal = new Refusal { Rule = "unrated", Reason = "is of a worker who is not rated" } });
        }
        Refused.AddRange(refusals.Select(refused => new ListedRefusal { Id = $"{Guid.NewGuid()}", Rule = refused.Refusal.Rule, ContractId = refused.ContractId }));
        if (made.Count == 0)
            return ("", 0, refusals);
        DecisionsOf[id] = made;
        Proposals.Insert(0, new Proposal { Id = id, CycleId = script.CycleId, Workers = made.Count, ByName = named.Count, ProposedAt = Timestamp.FromDateTimeOffset(script.Clocks["contract"]) });
        return (id, made.Count, refusals);
    }
}
