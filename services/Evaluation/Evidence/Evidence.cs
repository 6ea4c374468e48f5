using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings;

namespace Workforce.Evaluation.Evidence;

/// <summary>What a signed version of a rating proves when a renewal is recommended or decided.</summary>
/// <param name="CountedDays">Of absence, of the kinds that the policy counts; null when it counts none.</param>
/// <param name="Exceeded">The first limit of absences that is exceeded; null when none is.</param>
/// <param name="DisciplinePaperDate">Null when there is no punishment (hukuman disiplin), or no paper of it.</param>
/// <param name="SignedAt">UTC.</param>
/// <param name="ReceivedOn">When the worker received the notice of this version, in the city; null while that is not known.</param>
/// <param name="ObjectionUntil">The last day on which the worker may object; null while it is not received, and once it was ruled on.</param>
public sealed record RatingEvidence(
    Guid ContractId, Guid WorkerId, Guid RoundId, Guid RatingId, int Version, int PolicyVersion, Predicate Predicate, int? CountedDays, AbsenceLimit? Exceeded,
    DateOnly? DisciplinePaperDate, HeadRecommendation? HeadRecommendation, DateTime SignedAt, string Sha256, DateOnly? ReceivedOn, DateOnly? ObjectionUntil,
    ObjectionState Objection);

/// <summary>Of the objection against a contract's rating. The numbers are sent.</summary>
public enum ObjectionState : short
{
    None = 0,
    Open = 1,

    /// <summary>The ruling is final.</summary>
    Ruled = 2,
}

/// <summary>What is asked for: contracts, or versions of ratings.</summary>
/// <param name="PolicyDay">The rules in force on this day are answered for contracts that have no rating.</param>
/// <param name="SignedBy">Of contracts: what was signed after this moment is left out, UTC; null is any.</param>
public sealed record EvidenceQuery(Guid CityId, Guid[] ContractIds, Guid[] RatingIds, DateOnly PolicyDay, DateTime? SignedBy);

/// <param name="Policies">By which the ratings were judged.</param>
/// <param name="Policy">In force on the day of the query; null when none is.</param>
public sealed record FoundEvidence(IReadOnlyList<RatingEvidence> Evidence, IReadOnlyList<RatingPolicy> Policies, RatingPolicy? Policy);
