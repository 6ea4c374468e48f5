using Workforce.Contract.Decisions;
using Workforce.Contract.Decisions.Sheets;
using Workforce.Contract.Events;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Contract.Api;

/// <summary>Decisions and proposals on the wire.</summary>
internal static class DecisionWire
{
    private const int ContractsPerCall = 1_000;
    private const int RefusalsOfFile = 1_000;

    /// <exception cref="InvalidInputException">A field is wrong, or nothing is proposed.</exception>
    public static NewProposal Read(V1.ProposeRequest request)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        if (request.Decisions.Count == 0 && !request.AsRecommended)
            throw new InvalidInputException("decisions", null, "are required, unless as_recommended is set");
        if (request.Decisions.Count > ContractsPerCall)
            throw new InvalidInputException("decisions", $"{request.Decisions.Count}", $"are too many; at most {ContractsPerCall} in a call, more in a file");
        if (request.UnitId.Length > 0 && !request.AsRecommended)
            throw new InvalidInputException("unit_id", request.UnitId, "is of the others: set as_recommended too");
        return new NewProposal(
            cycleId, [.. request.Decisions.Select((decision, at) => Read($"decisions[{at}]", decision))], request.AsRecommended, Field.OptionalUuid("unit_id", request.UnitId));
    }

    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    public static SheetFile FileFrom(V1.ProposalFileHeader header)
    {
        ReceivedFile.Check(header.FileName, header.Sheet);
        return new SheetFile(
            Field.Uuid("header.city_id", header.CityId), Field.Uuid("header.cycle_id", header.CycleId), header.FileName, header.Sheet.Length == 0 ? null : header.Sheet,
            header.AsRecommended, Field.OptionalUuid("header.request_id", header.RequestId));
    }

    /// <exception cref="InvalidInputException">A field is wrong, or nothing bounds it.</exception>
    public static DecisionFilter FilterFrom(V1.ListDecisionsRequest request)
    {
        var filter = new DecisionFilter(
            Field.OptionalUuid("cycle_id", request.CycleId), Field.OptionalUuid("unit_id", request.UnitId), Field.OptionalUuid("contract_id", request.ContractId),
            EnumField.Optional<RenewalOutcome>("outcome", (int)request.Outcome), request.Overrides);
        return (filter.CycleId ?? filter.ContractId) is not null ? filter : throw new InvalidInputException("cycle_id", null, "is required unless contract_id is given");
    }

    /// <exception cref="InvalidInputException">There are too many, or one is no id.</exception>
    public static IReadOnlyList<Guid> IdsFrom(string field, IReadOnlyList<string> ids) => ids.Count > ContractsPerCall
        ? throw new InvalidInputException(field, $"{ids.Count}", $"are too many; at most {ContractsPerCall} in a call")
        : [.. ids.Select((id, at) => Field.Uuid($"{field}[{at}]", id))];

    /// <summary>The refusals of a call by messages of a bearable size; one message at least.</summary>
    public static IEnumerable<V1.ProposeReply> ToWire(ProposalOutcome outcome, int refusalsOfMessage)
    {
        var parts = outcome.Refusals.Chunk(refusalsOfMessage).DefaultIfEmpty([]);
        return parts.Select(part => new V1.ProposeReply
        {
            ProposalId = $"{outcome.ProposalId}",
            Proposed = outcome.Proposed,
            Refused = outcome.Refusals.Count,
            Refusals = { part.Select(ToWire) },
        });
    }

    public static V1.ProposeByFileReply ToWire(ProposalFileResult result) => new()
    {
        ProposalId = $"{result.ProposalId}",
        RowsRead = result.Sheet.RowsRead,
        RowsRejected = result.Sheet.RowsRejected,
        Proposed = result.Proposed,
        Refused = result.Others.Count,
        Findings = { result.Sheet.Findings.Select(SheetFindingWire.ToWire) },
        FindingsTruncated = result.Sheet.AreTruncated,
        BrokenOff = result.Sheet.IsBrokenOff,
        Refusals = { result.Others.Take(RefusalsOfFile).Select(ToWire) },
    };

    /// <summary>Progress by messages of a bearable size; only the last of an end says that it is one.</summary>
    public static IEnumerable<V1.ConfirmProgress> ToWire(ConfirmProgress progress, int refusalsOfMessage)
    {
        var parts = progress.Refusals.Chunk(refusalsOfMessage).DefaultIfEmpty([]).ToList();
        return parts.Select((part, at) => new V1.ConfirmProgress
        {
            LookedAt = progress.LookedAt,
            Decided = progress.Decided,
            Unchanged = progress.Unchanged,
            Refused = progress.Refused,
            Refusals = { part.Select(ToWire) },
            Complete = progress.IsComplete && at == parts.Count - 1,
        });
    }

    public static V1.WithdrawDecisionsReply ToWire(IReadOnlyList<WithdrawalOutcome> outcomes) => new()
    {
        Outcomes =
        {
            outcomes.Select((outcome, at) => new V1.WithdrawalOutcome
            {
                ContractId = $"{outcome.ContractId}",
                Result = (V1.RecordResult)outcome.Result,
                Decision = outcome.Decision is { } decision ? ToWire(decision) : null,
                Refusal = outcome.Refusal is { } refusal ? RecordWire.ToWire(refusal with { Field = $"{refusal.Field}[{at}]" }) : null,
            }),
        },
        Withdrawn = outcomes.Count(outcome => outcome.Result is RecordResult.Recorded),
        Unchanged = outcomes.Count(outcome => outcome.Result is RecordResult.Unchanged),
        Refused = outcomes.Count(outcome => outcome.Result is RecordResult.Refused),
    };

    // A reason or a paper may hold a NIK as well.
    public static V1.Decision ToWire(Decision decision) => new()
    {
        Id = $"{decision.Id}",
        CycleId = $"{decision.CycleId}",
        ContractId = $"{decision.ContractId}",
        WorkerId = $"{decision.WorkerId}",
        UnitId = $"{decision.UnitId}",
        Outcome = (V1.RenewalOutcome)decision.Terms.Outcome,
        Ground = (V1.NonRenewalGround)(decision.Terms.Ground ?? 0),
        Reason = ShownText.MaskWithin(decision.Terms.Reason ?? ""),
        Paper = RecordWire.ToWire(decision.Terms.Paper),
        IsOverride = decision.IsOverride,
        Recommended = (V1.RecommendationOutcome)decision.Recommended,
        RecommendationId = $"{decision.RecommendationId}",
        RatingId = $"{decision.RatingId}",
        ProposalId = $"{decision.ProposalId}",
        DecidedAt = Timestamp.FromDateTime(decision.DecidedAt),
        DecidedBy = decision.DecidedBy.ToWire(),
        Withdrawal = decision.Withdrawal is { } withdrawal
            ? new V1.DecisionWithdrawal
            {
                Reason = ShownText.MaskWithin(withdrawal.Reason),
                WithdrawnAt = Timestamp.FromDateTime(withdrawal.WithdrawnAt),
                WithdrawnBy = withdrawal.WithdrawnBy.ToWire(),
            }
            : null,
    };

    public static V1.CountDecisionsReply ToWire(DecisionCounts counts) => new()
    {
        Workers = counts.Workers,
        Counts =
        {
            counts.Counts.Select(count => new V1.DecisionCount
            {
                UnitId = $"{count.UnitId}",
                Outcome = (V1.RenewalOutcome)count.Outcome,
                Ground = (V1.NonRenewalGround)(count.Ground ?? 0),
                IsOverride = count.IsOverride,
                Workers = count.Workers,
            }),
        },
    };

    public static V1.Proposal ToWire(ProposalProgress progress) => new()
    {
        Id = $"{progress.Proposal.Id}",
        CycleId = $"{progress.Proposal.CycleId}",
        AsRecommended = progress.Proposal.AsRecommended,
        UnitId = $"{progress.Proposal.UnitId}",
        ProposedAt = Timestamp.FromDateTime(progress.Proposal.ProposedAt),
        ProposedBy = progress.Proposal.ProposedBy.ToWire(),
        Workers = progress.Workers,
        ByName = progress.ByName,
        Decided = progress.Decided,
    };

    public static V1.ListedRefusal ToWire(ListedRefusal refusal) => new()
    {
        Id = $"{refusal.Id}",
        ContractId = $"{refusal.ContractId}",
        ProposalId = $"{refusal.ProposalId}",
        Rule = RecordRules.Word(refusal.Rule),
        RefusedAt = Timestamp.FromDateTime(refusal.RefusedAt),
        RefusedTo = refusal.By.ToWire(),
    };

    public static V1.ProposedDecision ToWire(ShownProposed shown) => new()
    {
        ContractId = $"{shown.Proposed.ContractId}",
        WorkerId = $"{shown.WorkerId}",
        UnitId = $"{shown.UnitId}",
        Outcome = (V1.RenewalOutcome)shown.Proposed.Terms.Outcome,
        Ground = (V1.NonRenewalGround)(shown.Proposed.Terms.Ground ?? 0),
        Reason = ShownText.MaskWithin(shown.Proposed.Terms.Reason ?? ""),
        Paper = RecordWire.ToWire(shown.Proposed.Terms.Paper),
        ByName = shown.Proposed.IsNamed,
        Recommended = (V1.RecommendationOutcome)shown.Recommended,
    };

    private static V1.RefusedDecision ToWire(RefusedDecision refused) => new() { ContractId = $"{refused.ContractId}", Refusal = RecordWire.ToWire(refused.Refusal) };

    private static NewDecision Read(string field, V1.NewDecision decision) => new(
        Field.Uuid($"{field}.contract_id", decision.ContractId),
        new DecisionTerms(
            EnumField.Required<RenewalOutcome>($"{field}.outcome", (int)decision.Outcome), EnumField.Optional<NonRenewalGround>($"{field}.ground", (int)decision.Ground),
            LongText.Optional($"{field}.reason", decision.Reason, Decision.LongestReason), RecordWire.PaperFrom($"{field}.paper", decision.Paper)));
}
