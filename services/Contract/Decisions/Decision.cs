using Workforce.Contract.Events;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Contract.Decisions;

/// <summary>Whether a contract is renewed (keputusan perpanjangan). It is made once and never changed; a wrong one is withdrawn.</summary>
/// <param name="UnitId">Of the contract when it was decided.</param>
/// <param name="Terms">What is decided, and why.</param>
/// <param name="Recommended">By the newest recommendation then.</param>
/// <param name="RatingId">The newest version of the rating then; null where there was none.</param>
/// <param name="EvidenceAsOf">The moment of which ratings and objections were asked for, UTC.</param>
/// <param name="Follows">The withdrawn decision after which it was made; null for the contract's first in the cycle.</param>
/// <param name="RequestId">The caller's id of the call; null where it had none.</param>
/// <param name="DecidedAt">UTC, by the system's clock.</param>
/// <param name="Withdrawal">Null while it stands.</param>
public sealed record Decision(
    Guid Id, Guid CityId, Guid CycleId, Guid ContractId, Guid WorkerId, Guid UnitId, DecisionTerms Terms, RecommendationOutcome Recommended, Guid RecommendationId,
    Guid? RatingId, DateTime EvidenceAsOf, Guid ProposalId, Guid? Follows, Guid? RequestId, DateTime DecidedAt, Actor DecidedBy, DecisionWithdrawal? Withdrawal = null)
{
    /// <summary>Characters of a reason, also of a withdrawal's.</summary>
    public const int LongestReason = 500;

    /// <summary>Against the recommendation, or without one.</summary>
    public bool IsOverride => Terms.IsOverrideOf(Recommended);
}

/// <summary>What is decided of a contract, or proposed, and why.</summary>
/// <param name="Ground">Of <see cref="RenewalOutcome.NotRenew"/>, else null.</param>
/// <param name="Reason">Alasan; null when none was given.</param>
/// <param name="Paper">Null when none was given.</param>
public sealed record DecisionTerms(RenewalOutcome Outcome, NonRenewalGround? Ground, string? Reason, Paper? Paper)
{
    public bool IsOverrideOf(RecommendationOutcome recommended) => recommended switch
    {
        RecommendationOutcome.Renew => Outcome is not RenewalOutcome.Renew,
        RecommendationOutcome.NotRenew => Outcome is not RenewalOutcome.NotRenew,
        _ => true,
    };
}

/// <summary>Why a decision was wrong (pembatalan), and who said so.</summary>
/// <param name="WithdrawnAt">UTC, by the system's clock.</param>
public sealed record DecisionWithdrawal(string Reason, DateTime WithdrawnAt, Actor WithdrawnBy);

/// <summary>A contract of which something is not proposed, or not decided.</summary>
/// <param name="WorkerId">Of whom the refusal says something; null of a contract that is not on the list.</param>
public sealed record RefusedDecision(Guid ContractId, Guid? WorkerId, Refusal Refusal)
{
    /// <summary>Of whom refusals of a city say something, for the access log.</summary>
    public static IEnumerable<(Guid CityId, Guid WorkerId)> Read(Guid cityId, IEnumerable<RefusedDecision> refused) =>
        refused.Select(one => one.WorkerId).OfType<Guid>().Select(workerId => (cityId, workerId));
}

/// <summary>How many workers of a unit are decided likewise.</summary>
/// <param name="Ground">Null of a renewal.</param>
public sealed record DecisionCount(Guid UnitId, RenewalOutcome Outcome, NonRenewalGround? Ground, bool IsOverride, int Workers);

/// <summary>What a cycle's list has.</summary>
/// <param name="Workers">Decided or not.</param>
public sealed record DecisionCounts(int Workers, IReadOnlyList<DecisionCount> Counts);
