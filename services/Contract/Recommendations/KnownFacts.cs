using Workforce.Contract.Contracts;

namespace Workforce.Contract.Recommendations;

/// <summary>What is known of a worker on the list, declared as an input or not.</summary>
/// <param name="Evidence">Null when there is no rating.</param>
/// <param name="Age">Null when the city has no age limit.</param>
/// <param name="Willing">Null while the worker has not said.</param>
public sealed record KnownFacts(ListEntry Entry, RecommendationRules Rules, Evidence? Evidence, AgeInput? Age, bool? Willing);

/// <summary>What a rating policy says of recommendations.</summary>
/// <param name="MinimumPredicate">Below it, renewal is not recommended.</param>
/// <param name="Declared">What a recommendation may rest on.</param>
public sealed record RecommendationRules(int PolicyVersion, Predicate MinimumPredicate, IReadOnlyList<InputKind> Declared)
{
    /// <summary>Of a city without a rating policy: nothing is declared.</summary>
    public static readonly RecommendationRules None = new(0, Predicate.VeryPoor, []);
}

/// <summary>What a signed version of a rating proves.</summary>
/// <param name="Rules">Of the policy that its round froze.</param>
/// <param name="Head">The head's own recommendation; null when the head made none.</param>
/// <param name="Objection">Of the worker against the rating.</param>
/// <param name="ObjectionUntil">The last day on which the worker may object; null while the receipt is not known, and once it was ruled on.</param>
public sealed record Evidence(
    Guid ContractId, RatingInput Rating, RecommendationRules Rules, Predicate Predicate, int? CountedDays, AbsenceLimit? Exceeded, DateOnly? DisciplinePaperDate,
    HeadRecommendation? Head, ObjectionState Objection, DateOnly? ObjectionUntil);

/// <summary>The numbers are sent.</summary>
public enum ObjectionState : short
{
    None = 0,
    Open = 1,

    /// <summary>The ruling is final.</summary>
    Ruled = 2,
}

/// <param name="Evidence">Of contracts without a rating there is none.</param>
/// <param name="Rules">For these: in force on the day of the question; null when the city has none then.</param>
public sealed record FoundEvidence(IReadOnlyList<Evidence> Evidence, RecommendationRules? Rules);

/// <summary>What the newest ratings of contracts prove that were signed by a moment. At most 1,000.</summary>
/// <param name="signedBy">UTC.</param>
/// <param name="policyDay">On which the rules hold for contracts without a rating.</param>
public delegate Task<FoundEvidence> ListEvidence(Guid cityId, IReadOnlyList<Guid> contractIds, DateTime signedBy, DateOnly policyDay, CancellationToken cancellation);

/// <summary>What certain versions of ratings prove, by their ids; unknown ones are left out. At most 1,000.</summary>
public delegate Task<IReadOnlyDictionary<Guid, Evidence>> ListEvidenceOfVersions(Guid cityId, IReadOnlyList<Guid> ratingIds, CancellationToken cancellation);

/// <summary>Whole years of workers on a day; unknown ones are left out. At most 1,000.</summary>
public delegate Task<IReadOnlyDictionary<Guid, int>> GetAges(IReadOnlyCollection<Guid> workerIds, DateOnly on, CancellationToken cancellation);
