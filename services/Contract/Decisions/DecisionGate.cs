using Workforce.Contract.Events;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.Contract.Willingness;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Decisions;

/// <summary>
/// What keeps a proposed decision from being made. The evidence is that of the moment of the decision: a rating that is signed a second later
/// never rescues it, and one that was signed since the recommendation is never passed over.
/// </summary>
internal static class DecisionGate
{
    /// <summary>The decision that is the very same and stands; null when there is none.</summary>
    public static Decision? FindDecided(ProposedDecision proposed, DecisionFacts facts) =>
        facts.OnList.Decision is { Withdrawal: null } decided && decided.Terms == proposed.Terms ? decided : null;

    /// <param name="today">The city's.</param>
    /// <param name="evidenceDay">The city's, when ratings and objections were asked for: today, or the day before where it has ended since.</param>
    /// <param name="zone">The city's.</param>
    /// <returns>Null when it can be decided.</returns>
    public static Refusal? RefusalOf(Proposal proposal, ProposedDecision proposed, DecisionFacts facts, DateOnly today, DateOnly evidenceDay, string zone) =>
        ProposalCheck.FaultOf(proposed.ContractId, facts.OnList, zone)
        ?? StaleFaultOf(proposal, proposed, facts)
        ?? RecommendationFaultOf(proposed, facts)
        ?? (proposed.Terms.Outcome is RenewalOutcome.Renew ? null : GroundFaultOf(proposed.Terms, facts, today) ?? ObjectionFaultOf(facts.Evidence, evidenceDay));

    // Whichever proposal it was decided by: a withdrawal undoes what was proposed until then.
    private static Refusal? StaleFaultOf(Proposal proposal, ProposedDecision proposed, DecisionFacts facts)
    {
        if (facts.Newest.ProposalId != proposal.Id && facts.Newest.Proposed.Terms != proposed.Terms)
            return Refuse(RecordRule.Replaced, proposed, $"is proposed otherwise since, by proposal {facts.Newest.ProposalId}", "confirm that one, or propose anew");
        return facts.OnList.Decision?.Withdrawal is { } withdrawal && proposal.ProposedAt <= withdrawal.WithdrawnAt
            ? Refuse(RecordRule.Withdrawn, proposed, "was decided, and the decision is withdrawn since it was proposed", "propose anew")
            : null;
    }

    private static Refusal? RecommendationFaultOf(ProposedDecision proposed, DecisionFacts facts)
    {
        if (facts.OnList.Recommendation is not { } recommendation)
            return ProposalCheck.NoRecommendation(proposed.ContractId);
        if (recommendation.RatingId != facts.Evidence?.Rating.Id)
            return Refuse(RecordRule.Recommendation, proposed, "is recommended by another rating than the newest", "recommend anew, and propose then");
        if (recommendation.IsOfOtherWord(WillingOf(facts.Said)))
            return Refuse(RecordRule.Recommendation, proposed, "is recommended by another word of the worker than the latest", "recommend anew, and propose then");
        if (proposed.IsNamed)
            return ProposalCheck.ReasonFaultOf(proposed.Terms, recommendation.Judgement);
        return recommendation.Id != proposed.RecommendationId
            ? Refuse(RecordRule.Recommendation, proposed, "is recommended anew since it was proposed", "propose anew")
            : null;
    }

    private static Refusal? GroundFaultOf(DecisionTerms terms, DecisionFacts facts, DateOnly today) => terms.Ground switch
    {
        NonRenewalGround.Performance when facts.Evidence is null => NoEvidence(terms, "needs a rating, and none is signed", "have the head rate and recommend anew, or renew"),
        NonRenewalGround.Absence when facts.Evidence is not { CountedDays: > 0 } => NoEvidence(terms, "needs counted days of absence in a signed rating, and there are none", "give another ground, or renew"),
        NonRenewalGround.Discipline when !HasPaper(terms, today) && !(facts.Evidence?.DisciplinePaperDate <= today) =>
            NoEvidence(terms, "needs a paper dated by today, and neither the rating nor the proposal has one", "propose it by name with number and date of the paper"),
        NonRenewalGround.Document when !HasPaper(terms, today) => NoEvidence(terms, "needs a paper dated by today, and the proposal has none", "propose it by name with number and date of the paper"),
        NonRenewalGround.Law when !facts.OnList.Recommendation!.Judgement.Grounds.Contains(NonRenewalGround.Law) && !HasPaper(terms, today) =>
            NoEvidence(terms, "needs the age limit in the recommendation, or a paper dated by today", "give another ground, or propose it by name with number and date of the paper"),
        NonRenewalGround.Unwilling when WillingOf(facts.Said) is not false => NoEvidence(terms, "needs the worker's own word, and the latest is not that", "give another ground, or renew"),
        NonRenewalGround.Surplus or NonRenewalGround.Budget => NoEvidence(terms, "rests on the unit's need and the declared order, which the city has not", "give another ground, or renew"),
        _ => null,
    };

    // A rating without a receipt is an open window: it has not begun to end.
    private static Refusal? ObjectionFaultOf(Evidence? evidence, DateOnly today) => evidence switch
    {
        { Objection: ObjectionState.Open } => new Refusal(
            RecordRule.ObjectionOpen, "outcome", "not_renew", "is against a rating to which the worker objects, without a ruling yet", "wait for the ruling and recommend anew, or renew"),
        { Objection: ObjectionState.None, ObjectionUntil: null } => new Refusal(
            RecordRule.ObjectionOpen, "outcome", "not_renew", "is against a rating of which the worker's receipt is not recorded, so that the worker may object still",
            "record the receipt and wait for the days to object, or renew"),
        { Objection: ObjectionState.None, ObjectionUntil: { } until } when until >= today => new Refusal(
            RecordRule.ObjectionOpen, "outcome", "not_renew", $"is against a rating to which the worker may object through {until.ToIso()}", "confirm it after that day, or renew"),
        _ => null,
    };

    private static bool HasPaper(DecisionTerms terms, DateOnly today) => terms.Paper?.Date <= today;

    private static bool? WillingOf(Statement? said) => said is null ? null : said.Answer is Answer.Willing;

    private static Refusal NoEvidence(DecisionTerms terms, string reason, string whatToDo) =>
        new(RecordRule.EvidenceGate, "ground", GroundWords.Word(terms.Ground!.Value), reason, whatToDo);

    private static Refusal Refuse(RecordRule rule, ProposedDecision proposed, string reason, string whatToDo) =>
        new(rule, "contract_id", $"{proposed.ContractId}", reason, whatToDo);
}
