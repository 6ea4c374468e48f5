using Workforce.Contract.Events;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Decisions;

/// <summary>What can be proposed of a contract, whatever ratings and objections say: these count when it is decided.</summary>
internal static class ProposalCheck
{
    /// <summary>Whether anything may be proposed of a contract, or decided.</summary>
    /// <param name="zone">The city's.</param>
    /// <returns>Null when it may.</returns>
    public static Refusal? FaultOf(Guid contractId, ListFacts facts, string zone)
    {
        if (facts.Entry is not { } entry)
            return new Refusal(RecordRule.Contract, "contract_id", $"{contractId}", "is not on the cycle's list", "take the id from the register, and the cycle in which it expired");
        if (entry.IsOfVendor)
            return OfVendor(contractId);
        if (facts.Separation is { } separation)
            return new Refusal(
                RecordRule.Separated, "contract_id", $"{contractId}", $"is of a worker who has left the list: {SeparationWord(separation)} from {separation.EffectiveOn.ToIso()}",
                "leave it out; if the separation is wrong, withdraw it");
        return facts.Decision is { Withdrawal: null } decided ? RefuseBeside(decided, contractId, zone) : null;
    }

    /// <summary>What is proposed by name, once its contract is on the list.</summary>
    /// <returns>The proposed decision, or why there is none.</returns>
    public static (ProposedDecision? Proposed, Refusal? Refusal) Propose(NewDecision named, ListFacts facts, DateOnly today)
    {
        if (facts.Recommendation is not { } recommendation)
            return (null, NoRecommendation(named.ContractId));
        var terms = named.Terms;
        if (terms is { Outcome: RenewalOutcome.NotRenew, Ground: null })
            terms = terms with { Ground = recommendation.Judgement is { Outcome: RecommendationOutcome.NotRenew, Grounds: [var first, ..] } ? first : null };
        return FaultOf(terms, recommendation.Judgement, today) is { } fault
            ? (null, fault)
            : (new ProposedDecision(named.ContractId, terms, IsNamed: true, recommendation.Id), null);
    }

    /// <summary>A contract whose employer is no city.</summary>
    public static Refusal OfVendor(Guid contractId) => new(
        RecordRule.Employer, "contract_id", $"{contractId}", "is a contract with a vendor, of whose workers the tender decides", "leave it out");

    /// <summary>A contract of which nothing was recommended, so that nothing can be proposed.</summary>
    public static Refusal NoRecommendation(Guid contractId) => new(
        RecordRule.Recommendation, "contract_id", $"{contractId}", "has no recommendation yet", "recommend, and propose then");

    /// <summary>An unrated worker whom the rule for all others meets.</summary>
    public static Refusal Unrated(Guid contractId) => new(
        RecordRule.Unrated, "contract_id", $"{contractId}", "is of a worker who is not rated, of whom nothing is recommended and nothing decided in bulk",
        "have the head rate and recommend anew; or propose by name, with a reason");

    private static Refusal? FaultOf(DecisionTerms terms, Judgement recommended, DateOnly today)
    {
        switch (terms)
        {
            case { Outcome: RenewalOutcome.Renew, Ground: { } ground }:
                return new Refusal(RecordRule.Ground, "ground", GroundWords.Word(ground), "is given of a renewal", "leave the ground out, or propose not to renew");
            case { Outcome: RenewalOutcome.NotRenew, Ground: null }:
                return new Refusal(RecordRule.Ground, "ground", null, "is required: not to renew is not recommended", $"give one of {GroundWords.All}");
            case { Ground: NonRenewalGround.Surplus or NonRenewalGround.Budget }:
                return new Refusal(
                    RecordRule.EvidenceGate, "ground", GroundWords.Word(terms.Ground.Value), "rests on the unit's need and the declared order, of which the city has no decree or budget here",
                    "give another ground, or renew");
            case { Paper: { } paper } when paper.Date > today:
                return new Refusal(RecordRule.Paper, "paper.date", paper.Date.ToIso(), $"is to come; today is {today.ToIso()}", "give the date that the paper has");
            default:
                return ReasonFaultOf(terms, recommended);
        }
    }

    /// <summary>Against the recommendation, or for a ground that it does not have, without a reason.</summary>
    /// <returns>Null when it has one, or needs none.</returns>
    public static Refusal? ReasonFaultOf(DecisionTerms terms, Judgement recommended) => terms switch
    {
        { Reason: not null } => null,
        _ when terms.IsOverrideOf(recommended.Outcome) => new Refusal(
            RecordRule.Override, "reason", null, "is required: it is against the recommendation, or there is none", "propose it by name, with the reason"),
        { Ground: { } ground } when !recommended.Grounds.Contains(ground) => new Refusal(
            RecordRule.Override, "reason", null, $"is required: {GroundWords.Word(ground)} is not what is recommended", "give the ground that is, or the reason"),
        _ => null,
    };

    private static Refusal RefuseBeside(Decision decided, Guid contractId, string zone)
    {
        var on = new DateTimeOffset(decided.DecidedAt, TimeSpan.Zero).DayIn(zone).ToIso();
        return new Refusal(
            RecordRule.Decided, "contract_id", $"{contractId}",
            $"is decided: {(decided.Terms.Outcome is RenewalOutcome.Renew ? "renewed" : $"not renewed, {GroundWords.Word(decided.Terms.Ground!.Value)}")}, by {decided.DecidedBy.Name} on {on}",
            "withdraw that decision with a reason, if it is wrong, and propose anew");
    }

    private static string SeparationWord(Separations.Separation separation) => Separations.SeparationCodes.Word(separation.Code);
}
