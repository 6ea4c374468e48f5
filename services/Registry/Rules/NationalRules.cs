using Workforce.Registry.Events;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Rules;

/// <summary>Whom the national data collection (pendataan non-ASN) leaves out, by the rules of a day, as the city's policy has them.</summary>
/// <param name="RulesOf">The day on which age and service are counted.</param>
/// <param name="ExcludedPositions">Jabatan, as the city writes them; letter case and surplus blanks do not count.</param>
/// <param name="LowestAge">Whole years; null where none is too low.</param>
/// <param name="HighestAge">Whole years; null where none is too high. Of the 2013 list (THK-II) any age is right.</param>
/// <param name="AlsoExcluded">Reasons that apply because the policy names them, in their order.</param>
public sealed record NationalRules(
    DateOnly RulesOf, IReadOnlyList<string> ExcludedPositions, int? LowestAge, int? HighestAge, IReadOnlyList<ExclusionReason> AlsoExcluded)
{
    private readonly HashSet<string> _positions = [.. ExcludedPositions.Select(Spelling.Key)];

    /// <summary>The first reason, in the order of <see cref="ExclusionReason"/>, for which a contract is left out.</summary>
    /// <returns>Null when the contract belongs into the national export.</returns>
    public ExclusionReason? ReasonFor(Candidate candidate) =>
        _positions.Contains(Spelling.Key(candidate.Position)) ? ExclusionReason.Position
        : Excludes(ExclusionReason.Procurement) && candidate.Engagement is EngagementKind.Individual or EngagementKind.Outsourced ? ExclusionReason.Procurement
        : Excludes(ExclusionReason.Blud) && candidate.IsBlud ? ExclusionReason.Blud
        : Excludes(ExclusionReason.AppointedLater) && candidate.AppointedOn > RulesOf ? ExclusionReason.AppointedLater
        : Excludes(ExclusionReason.LessThanAYear) && candidate.AppointedOn.AddYears(1) > RulesOf.AddDays(1) ? ExclusionReason.LessThanAYear
        : candidate.IsOfThkList ? null
        : AgeOn(RulesOf, candidate.BirthDate) < LowestAge ? ExclusionReason.BelowAge
        : AgeOn(RulesOf, candidate.BirthDate) > HighestAge ? ExclusionReason.AboveAge
        : null;

    public bool Equals(NationalRules? other) =>
        other is not null && (RulesOf, LowestAge, HighestAge) == (other.RulesOf, other.LowestAge, other.HighestAge)
        && ExcludedPositions.SequenceEqual(other.ExcludedPositions) && AlsoExcluded.SequenceEqual(other.AlsoExcluded);

    public override int GetHashCode() => RulesOf.GetHashCode();

    private bool Excludes(ExclusionReason reason) => AlsoExcluded.Contains(reason);

    // Whole years.
    private static int AgeOn(DateOnly day, DateOnly born) =>
        day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
}

/// <summary>What the rules look at in a contract and its worker.</summary>
/// <param name="AppointedOn">When the worker was first appointed; the first day with the city where the register does not say.</param>
/// <param name="IsOfThkList">Eks THK-II: of the 2013 list of honorary workers, by its number or by BKN category R2.</param>
/// <param name="IsBlud">Paid by a regional public service agency.</param>
public readonly record struct Candidate(
    string Position, EngagementKind Engagement, bool IsBlud, DateOnly AppointedOn, DateOnly BirthDate, bool IsOfThkList);

/// <summary>
/// Why a contract is left out of an export. The numbers are sent and stored, and the order is that in which the national rules look for reasons.
/// </summary>
public enum ExclusionReason : short
{
    Position = 1,

    /// <summary>Paid by procurement (pengadaan barang dan jasa): a single provider of services, or outsourced.</summary>
    Procurement = 2,

    Blud = 3,

    /// <summary>First appointed after the day of the rules.</summary>
    AppointedLater = 4,

    /// <summary>Less than a year of service through the day of the rules.</summary>
    LessThanAYear = 5,

    BelowAge = 6,

    AboveAge = 7,

    /// <summary>Of no rules, and looked for before them: the worker's latest contract is with another city, whose the details are.</summary>
    OtherCity = 8,
}
