using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workforce.Contract.Recommendations;

/// <summary>
/// All that a recommendation rests on: what the policy declares as an input, and no more. A name, an address or the order of a register is none,
/// so changing these changes no outcome.
/// </summary>
/// <remarks>The properties of each record stand in the order of their names, which is their order in the canonical form.</remarks>
/// <param name="Absences">Null when they are not declared, or there is no rating; the following likewise.</param>
/// <param name="Age">Null when it is not declared, or the city has no age limit.</param>
/// <param name="Declared">What the policy lets a recommendation rest on.</param>
/// <param name="Discipline">Null also when there is no punishment by a paper.</param>
/// <param name="PolicyVersion">Of the rating policy that declares the inputs: the one that the rating's round froze, or of the day after the cycle's last where there is no rating; null when the city had none.</param>
/// <param name="Rating">The version of the rating; null when there is none.</param>
/// <param name="Willing">Null also while the worker has not said.</param>
public sealed record RecommendationInputs(
    AbsenceInput? Absences, AgeInput? Age, Guid ContractId, Guid CycleId, IReadOnlyList<InputKind> Declared, DisciplineInput? Discipline, Predicate? MinimumPredicate,
    int? PolicyVersion, Predicate? Predicate, RatingInput? Rating, bool? Willing)
{
    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Of what is known of a worker, what is declared.</summary>
    public static RecommendationInputs Of(Guid cycleId, KnownFacts known)
    {
        var (rules, evidence) = (known.Rules, known.Evidence);
        bool Has(InputKind input) => rules.Declared.Contains(input);
        return new(
            Has(InputKind.Absences) && evidence is not null ? new AbsenceInput(evidence.CountedDays, evidence.Exceeded) : null,
            Has(InputKind.Age) ? known.Age : null,
            known.Entry.ContractId, cycleId, [.. rules.Declared.Order()],
            Has(InputKind.Discipline) && evidence?.DisciplinePaperDate is { } day ? new DisciplineInput(day) : null,
            Has(InputKind.Predicate) && evidence is not null ? rules.MinimumPredicate : null,
            rules.PolicyVersion == 0 ? null : rules.PolicyVersion,
            Has(InputKind.Predicate) ? evidence?.Predicate : null,
            evidence?.Rating,
            Has(InputKind.Willingness) ? known.Willing : null);
    }

    /// <returns>Null where it is not what <see cref="ToText"/> writes: the row was changed by hand.</returns>
    public static RecommendationInputs? FromText(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<RecommendationInputs>(text, Canonical);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The canonical form: JSON without blanks, names in order, without what is not known. docs/decisions.md states it.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Canonical);

    /// <summary>In hexadecimal digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <param name="CountedDays">Of absence, of the kinds that the policy counts; null when it counts none.</param>
/// <param name="Exceeded">The first limit that is exceeded; null when none is.</param>
public sealed record AbsenceInput(int? CountedDays, AbsenceLimit? Exceeded);

/// <summary>A limit of absences; one of the two numbers is given.</summary>
/// <param name="AtLeast">Days: exceeded by as many.</param>
/// <param name="MoreThan">Days: exceeded by more than these.</param>
public sealed record AbsenceLimit(int? AtLeast, int? MoreThan, AbsencePeriod Per);

/// <param name="Limit">Years of the city's age limit (batas usia).</param>
/// <param name="On">The first day of the new period.</param>
/// <param name="Years">Whole years on that day.</param>
public sealed record AgeInput(int Limit, DateOnly On, int Years);

/// <param name="PaperDate">Of the paper of the punishment (hukuman disiplin).</param>
public sealed record DisciplineInput(DateOnly PaperDate);

/// <summary>The signed version of a rating.</summary>
/// <param name="Sha256">Of what is signed.</param>
public sealed record RatingInput(Guid Id, string Sha256, int Version);

/// <summary>What a policy may declare as an input. The numbers are sent.</summary>
public enum InputKind : short
{
    Predicate = 1,
    Absences = 2,
    Willingness = 3,
    Discipline = 4,
    Age = 5,
}

/// <summary>Predikat kinerja, the best first. The numbers are sent.</summary>
public enum Predicate : short
{
    VeryGood = 1,
    Good = 2,
    NeedsImprovement = 3,
    Poor = 4,
    VeryPoor = 5,
}

/// <summary>The numbers are sent.</summary>
public enum AbsencePeriod : short
{
    Month = 1,
    ContractYear = 2,
}
