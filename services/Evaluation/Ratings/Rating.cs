using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Ratings;

/// <summary>
/// A signed version of a rating (penilaian): what the head of a unit, or the superior who rules on an objection, says of a worker's period under a
/// contract.
/// </summary>
/// <param name="Id">UUIDv7; each version has its own.</param>
/// <param name="UnitId">Of which the signer is the head, on that day, or the superior of the head.</param>
/// <param name="Version">1 is the first; a correction or ruling has the next.</param>
/// <param name="PolicyVersion">By whose rules it is judged.</param>
/// <param name="Capacity">In which the signer has the office.</param>
/// <param name="SignedAt">UTC, by the system's clock; whole milliseconds.</param>
/// <param name="Recommendation">By the policy; it follows from the rest, and is not signed.</param>
public sealed record Rating(
    Guid Id, Guid CityId, Guid RoundId, Guid ContractId, Guid WorkerId, Guid UnitId, int Version, int PolicyVersion, RatingFacts Facts, Predicate Predicate,
    Actor SignedBy, Capacity Capacity, DateTime SignedAt, Recommendation Recommendation)
{
    /// <summary>On which a superior rules by this version; null of a head's.</summary>
    public Guid? ObjectionId { get; init; }

    /// <summary>SHA-256 over the content in its canonical form, in hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";

    public Rating Hashed() => this with { Sha256 = CanonicalForm.HashOf(this) };
}

/// <summary>What a head enters about one worker.</summary>
/// <param name="Score">0 to 100, with at most two decimals.</param>
/// <param name="Absences">By kind and month; a kind without days is left out.</param>
/// <param name="RatedOn">As the head writes it; null where it is not said.</param>
public sealed record RatingFacts(
    Expectation? Result, Expectation? Conduct, decimal? Score, IReadOnlyList<Absence> Absences, Discipline? Discipline, HeadRecommendation? HeadRecommendation,
    string? Note, DateOnly? RatedOn)
{
    /// <summary>Characters of a note.</summary>
    public const int LongestNote = 2_000;

    public bool AreSame(RatingFacts other) => CanonicalForm.AreSame(this, other);

    /// <summary>What they come to by the rules, which take them.</summary>
    /// <param name="rated">The days of the contract in the round.</param>
    public (Predicate Predicate, Recommendation Recommendation) JudgeBy(RatingRules rules, RatedDays rated)
    {
        var predicate = Score is { } score ? rules.PredicateOf(score) : RatingRules.PredicateOf(Result!.Value, Conduct!.Value);
        return (predicate, rules.Recommend(predicate, rules.Absences.FirstExceeded(Absences, rated)));
    }

    /// <summary>The same with its absences in order, without those of no day.</summary>
    public RatingFacts Tidy() => this with { Absences = [.. Absences.Where(absence => absence.Days > 0).OrderBy(absence => absence.Kind).ThenBy(absence => absence.Month)] };
}

/// <summary>Hukuman disiplin, and the paper that says so. The paper has both, number and date, or neither.</summary>
public sealed record Discipline(string Text, string? PaperNumber, DateOnly? PaperDate);

/// <summary>The head's own recommendation (rekomendasi kepala). The numbers are sent and stored.</summary>
public enum HeadRecommendation : short
{
    /// <summary>Dilanjutkan.</summary>
    Renew = 1,

    /// <summary>Tidak dilanjutkan.</summary>
    NotRenew = 2,
}

/// <summary>A rating that is to be signed.</summary>
/// <param name="ExpectedVersion">That it corrects; 0: the contract is not rated yet.</param>
/// <param name="Sheet">What it is read from; null where its facts are all that there is to say.</param>
public sealed record WorkerRating(Guid ContractId, int ExpectedVersion, RatingFacts Facts, SheetFacts? Sheet = null);

/// <summary>What has become of one rating of a call.</summary>
/// <param name="Rating">As it is signed, now or before; null when it is refused.</param>
/// <param name="IsNew">It was signed by this call.</param>
/// <param name="Refusal">Null when it is not refused.</param>
public sealed record RatingOutcome(Guid ContractId, Rating? Rating, bool IsNew, Refusal? Refusal);

/// <summary>Why a rating is not taken.</summary>
/// <param name="Field">Within the rating, for example <c>facts.score</c>.</param>
/// <param name="Value">What is not taken; null where it is missing.</param>
/// <param name="CurrentVersion">Of a contract that is rated already, where it is why; else 0.</param>
public sealed record Refusal(RefusalRule Rule, string Field, string? Value, string Reason, int CurrentVersion = 0)
{
    public string Sentence => Value is null ? Reason : $"'{Value}' {Reason}";
}

/// <summary>By which rule a rating is not taken. The numbers are sent.</summary>
public enum RefusalRule : short
{
    /// <summary>It is of no contract of a unit that the caller heads on the day.</summary>
    Unit = 1,

    /// <summary>The contract is withdrawn, or not of the round.</summary>
    Round = 2,

    Duplicate = 3,
    Scheme = 4,
    Absence = 5,
    Recommendation = 6,

    /// <summary>A day is to come.</summary>
    Day = 7,

    /// <summary>The contract is rated already.</summary>
    Rated = 8,

    /// <summary>Another version than the expected one is current.</summary>
    Version = 9,

    /// <summary>A cell of a sheet, or a row as a whole, cannot be read.</summary>
    Cell = 10,

    /// <summary>An objection is open: the superior rules on it.</summary>
    Objected = 11,

    /// <summary>An objection was ruled on, and the ruling is final.</summary>
    Ruled = 12,
}

/// <summary>An objection (keberatan) against a contract's rating, as those who sign need it.</summary>
/// <param name="Version">Of the rating, against which it is.</param>
public sealed record ObjectedRating(Guid ContractId, int Version, DateOnly FiledOn, bool IsRuled);

/// <summary>Which of these contracts have an objection in a round: one each at most.</summary>
public delegate Task<IReadOnlyDictionary<Guid, ObjectedRating>> ListObjected(
    UnitOfWork work, Guid roundId, Guid[] contractIds, CancellationToken cancellation);

/// <summary>A contract as the register has it.</summary>
public sealed record RosterContract(Guid ContractId, Guid WorkerId, Guid UnitId, DateOnly FirstDay, DateOnly LastDay, bool IsWithdrawn);

/// <summary>Contracts of a city by their ids, whatever their days; unknown ones are left out. At most 1,000.</summary>
public delegate Task<IReadOnlyDictionary<Guid, RosterContract>> FindContracts(Guid cityId, IReadOnlyCollection<Guid> contractIds, CancellationToken cancellation);

/// <summary>All contracts that a city has of the workers with these NIKs, by the NIK. At most 1,000.</summary>
public delegate Task<ILookup<string, RosterContract>> FindContractsByNik(Guid cityId, IReadOnlyList<string> niks, CancellationToken cancellation);

/// <summary>Who signs: a person, and the units whose head the person is today.</summary>
/// <param name="Units">With the capacity in which the office is held.</param>
/// <param name="Day">The city's day on which these appointments are valid.</param>
public sealed record Signer(Actor Actor, IReadOnlyDictionary<Guid, Capacity> Units, DateOnly Day)
{
    /// <param name="call">Of a head; its grants are of the appointments that were valid when it was allowed.</param>
    /// <param name="day">The city's day at that moment.</param>
    public static Signer Of(AllowedCall call, Guid cityId, DateOnly day) => new(
        call.Actor,
        // Who has an office twice has it in the stronger capacity.
        (from grant in call.Grants
         where grant.CityId == cityId && grant is { UnitId: not null, Capacity: not null }
         group grant.Capacity!.Value by grant.UnitId!.Value).ToDictionary(unit => unit.Key, unit => unit.Min()),
        day);
}
