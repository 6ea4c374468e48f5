namespace Workforce.Evaluation.Policies;

/// <summary>What a city itself decides about rating (kebijakan penilaian), in one of its versions.</summary>
/// <param name="Version">1 for the first; 0 before it is stored.</param>
/// <param name="EffectiveFrom">The first day on which it is in force.</param>
public sealed record RatingPolicy(Guid CityId, int Version, DateOnly EffectiveFrom, RatingRules Rules)
{
    /// <summary>
    /// The version in force on a day: of those in effect by then, the one that took effect last; of several that took effect
    /// on one day, the newest. Null when none was in effect.
    /// </summary>
    public static RatingPolicy? InForceOn(DateOnly day, IEnumerable<RatingPolicy> versions) =>
        versions.Where(policy => policy.EffectiveFrom <= day).MaxBy(policy => (policy.EffectiveFrom, policy.Version));
}

/// <summary>The rules of a policy.</summary>
/// <param name="Cuts">Of <see cref="RatingScheme.Score100"/>: the lowest scores of the four upper predicates, the highest first.</param>
/// <param name="MinimumPredicate">Below it, renewal is not recommended.</param>
/// <param name="Inputs">What a recommendation may rest on.</param>
/// <param name="RequiredRounds">Which rounds the city demands.</param>
/// <param name="BeforeEndDue">By when heads rate before the contracts end; null where the city names no such day.</param>
/// <param name="ObjectionDays">Days of the calendar that a worker has to object, from the receipt of the rating.</param>
/// <param name="RulingDays">Days of the calendar by which an objection is ruled on.</param>
public sealed record RatingRules(
    RatingScheme Scheme, IReadOnlyList<decimal> Cuts, HeadRecommendationRule HeadRecommendation, AbsenceRules Absences, Predicate MinimumPredicate,
    IReadOnlyList<RatingInput> Inputs, RequiredRounds RequiredRounds, DateOnly? BeforeEndDue, int ObjectionDays, int RulingDays)
{
    /// <summary>Days before the day by which heads must have rated, on which they are reminded (pengingat); none: never.</summary>
    public IReadOnlyList<int> HeadsBeforeDue { get; init; } = [];

    /// <summary>
    /// Both above: very good; both at least as expected: good; only the result below: needs improvement; only the conduct below: poor; both
    /// below: very poor (PermenPANRB 6/2022, which binds civil servants).
    /// </summary>
    public static Predicate PredicateOf(Expectation result, Expectation conduct) => (result, conduct) switch
    {
        (Expectation.Above, Expectation.Above) => Predicate.VeryGood,
        (Expectation.Below, Expectation.Below) => Predicate.VeryPoor,
        (Expectation.Below, _) => Predicate.NeedsImprovement,
        (_, Expectation.Below) => Predicate.Poor,
        _ => Predicate.Good,
    };

    /// <summary>The predicate of a score: that of the highest cut which the score reaches.</summary>
    /// <param name="score">0 to 100; it is not rounded.</param>
    public Predicate PredicateOf(decimal score) => (Predicate)((short)Predicate.VeryGood + Cuts.Count(cut => score < cut));

    /// <summary>Whether to renew by predicate and absences, as far as the policy lets a recommendation rest on them.</summary>
    /// <param name="exceeded">The limit of absences that is exceeded; null when none is.</param>
    public Recommendation Recommend(Predicate predicate, AbsenceLimit? exceeded) => new(
        [
            .. Inputs.Contains(RatingInput.Predicate) && predicate > MinimumPredicate ? [NonRenewalGround.Performance] : Array.Empty<NonRenewalGround>(),
            .. Inputs.Contains(RatingInput.Absences) && exceeded is not null ? [NonRenewalGround.Absence] : Array.Empty<NonRenewalGround>(),
        ],
        exceeded);
}

/// <summary>Whether to renew (rekomendasi perpanjangan). It decides nothing.</summary>
/// <param name="Grounds">Why not; none: renew.</param>
/// <param name="Exceeded">The first limit of absences that is exceeded; null when none is.</param>
public sealed record Recommendation(IReadOnlyList<NonRenewalGround> Grounds, AbsenceLimit? Exceeded)
{
    public bool IsRenew => Grounds.Count == 0;
}

/// <summary>How result and conduct become a predicate. The numbers are sent and stored.</summary>
public enum RatingScheme : short
{
    Matrix3x3 = 1,
    Score100 = 2,
}

/// <summary>Predikat kinerja, the best first. The numbers are sent and stored.</summary>
public enum Predicate : short
{
    /// <summary>Sangat baik.</summary>
    VeryGood = 1,

    /// <summary>Baik.</summary>
    Good = 2,

    /// <summary>Butuh perbaikan; cukup.</summary>
    NeedsImprovement = 3,

    /// <summary>Kurang.</summary>
    Poor = 4,

    /// <summary>Sangat kurang; buruk.</summary>
    VeryPoor = 5,
}

/// <summary>Of result (hasil kerja) or conduct (perilaku kerja). The numbers are sent and stored.</summary>
public enum Expectation : short
{
    /// <summary>Di bawah ekspektasi.</summary>
    Below = 1,

    /// <summary>Sesuai ekspektasi.</summary>
    At = 2,

    /// <summary>Di atas ekspektasi.</summary>
    Above = 3,
}

/// <summary>Whether heads recommend besides (rekomendasi kepala). The numbers are sent and stored.</summary>
public enum HeadRecommendationRule : short
{
    Required = 1,
    Optional = 2,
    None = 3,
}

/// <summary>What a recommendation may rest on. The numbers are sent and stored.</summary>
public enum RatingInput : short
{
    Predicate = 1,
    Absences = 2,

    /// <summary>Bersedia atau tidak.</summary>
    Willingness = 3,

    /// <summary>Hukuman disiplin.</summary>
    Discipline = 4,

    Age = 5,
}

/// <summary>Which rounds a city demands. The numbers are sent and stored.</summary>
public enum RequiredRounds : short
{
    Yearly = 1,
    Quarterly = 2,
    None = 3,
}

/// <summary>Why renewal is not recommended. The numbers are sent, and stored as bits.</summary>
public enum NonRenewalGround : short
{
    Performance = 1,
    Absence = 2,
}
