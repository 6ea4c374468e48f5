using System.Globalization;
using Workforce.Cli.Errors;
using Workforce.Evaluation.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>rating</c> and <c>objection</c> of <c>policy.yaml</c>: how heads rate, and how workers object. Evaluation has it.</summary>
public static class RatingSection
{
    /// <summary>The fields of <c>rating</c> that are Evaluation's; <c>rounds</c> is Contract's too.</summary>
    private static readonly string[] OfEvaluation = ["scheme", "cuts", "head_recommendation", "absences", "minimum_predicate", "inputs"];

    private const int MostDays = 366;

    private static readonly Dictionary<string, RatingScheme> Schemes = new()
    {
        ["matrix3x3"] = RatingScheme.Matrix3X3,
        ["score100"] = RatingScheme.Score100,
    };

    private static readonly Dictionary<string, HeadRecommendationRule> HeadRecommendations = new()
    {
        ["required"] = HeadRecommendationRule.Required,
        ["optional"] = HeadRecommendationRule.Optional,
        ["none"] = HeadRecommendationRule.None,
    };

    /// <summary>As a sheet and a policy name them.</summary>
    public static readonly IReadOnlyDictionary<string, AbsenceKind> AbsenceKinds = new Dictionary<string, AbsenceKind>
    {
        ["sakit"] = AbsenceKind.Sick,
        ["izin"] = AbsenceKind.Permitted,
        ["cuti"] = AbsenceKind.Leave,
        ["alpa"] = AbsenceKind.Unexcused,
        ["terlambat"] = AbsenceKind.Late,
    };

    /// <summary>The best first.</summary>
    public static readonly IReadOnlyDictionary<string, Predicate> Predicates = new Dictionary<string, Predicate>
    {
        ["sangat_baik"] = Predicate.VeryGood,
        ["baik"] = Predicate.Good,
        ["butuh_perbaikan"] = Predicate.NeedsImprovement,
        ["kurang"] = Predicate.Poor,
        ["sangat_kurang"] = Predicate.VeryPoor,
    };

    private static readonly Dictionary<string, AbsencePeriod> Periods = new()
    {
        ["month"] = AbsencePeriod.Month,
        ["contract_year"] = AbsencePeriod.ContractYear,
    };

    private static readonly Dictionary<string, RatingInput> Inputs = new()
    {
        ["predicate"] = RatingInput.Predicate,
        ["absences"] = RatingInput.Absences,
        ["willingness"] = RatingInput.Willingness,
        ["discipline"] = RatingInput.Discipline,
        ["age"] = RatingInput.Age,
    };

    private static readonly Dictionary<string, RequiredRounds> Required = new()
    {
        ["yearly"] = RequiredRounds.Yearly,
        ["quarterly"] = RequiredRounds.Quarterly,
        ["none"] = RequiredRounds.None,
    };

    /// <returns>Without the city's id; null when the policy has no section <c>rating</c> that is Evaluation's.</returns>
    /// <exception cref="BadInputException">A field is missing, unknown or invalid.</exception>
    public static RatingPolicy? Read(string path)
    {
        var file = YamlFile.Read(path);
        var rating = In(file);
        // Contract alone reads a section that has nothing but when requests are due.
        if (rating is null || !rating.Has(OfEvaluation))
            return null;
        var objection = ObjectionSection.In(file) ?? throw file.Missing(ObjectionSection.Name);
        return new RatingPolicy
        {
            EffectiveFrom = file.Day("effective_from"),
            Rating = Rules(rating),
            Objection = new ObjectionRules { Days = objection.WholeNumber("days", 1, MostDays), RulingDays = objection.WholeNumber("ruling_days", 1, MostDays) },
            HeadsBeforeDue = { RemindersSection.HeadsBeforeDue(file) },
        };
    }

    /// <summary>The section, null when the file has none.</summary>
    internal static YamlSection? In(YamlSection file) => file.OptionalSection("rating")?.Allow([.. OfEvaluation, RoundsSection.Name]);

    private static RatingRules Rules(YamlSection rating)
    {
        var rounds = RoundsSection.In(rating) ?? throw rating.Missing(RoundsSection.Name);
        return new RatingRules
        {
            Scheme = Word(rating, "scheme", rating.Text("scheme"), Schemes),
            Cuts = { Cuts(rating) },
            HeadRecommendation = Word(rating, "head_recommendation", rating.Text("head_recommendation"), HeadRecommendations),
            Absences = rating.OptionalSection("absences") is { } absences ? Absences(absences.Allow("counts", "limits")) : new AbsenceRules(),
            MinimumPredicate = Word(rating, "minimum_predicate", rating.Text("minimum_predicate"), Predicates),
            Inputs = { rating.Texts("inputs").Select(input => Word(rating, "inputs", input, Inputs)) },
            Rounds = new RoundRules { Required = Word(rounds, "required", rounds.Text("required"), Required), BeforeEndDue = rounds.OptionalDay("before_end_due") ?? "" },
        };
    }

    private static IEnumerable<string> Cuts(YamlSection rating) => rating.Texts("cuts").Select(cut =>
        decimal.TryParse(cut, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? cut : throw rating.Invalid("cuts", $"'{cut}' is not a number like 76 or 75.5"));

    private static AbsenceRules Absences(YamlSection absences) => new()
    {
        Counts = { absences.Texts("counts").Select(kind => Word(absences, "counts", kind, AbsenceKinds)) },
        Limits = { absences.Sections("limits").Select(limit => Limit(limit.Allow("more_than", "at_least", "per"))) },
    };

    private static AbsenceLimit Limit(YamlSection limit)
    {
        var read = new AbsenceLimit { Per = Word(limit, "per", limit.Text("per"), Periods) };
        var (isMore, isLeast) = (limit.Has("more_than"), limit.Has("at_least"));
        if (isMore == isLeast)
            throw limit.Invalid(isLeast ? "at_least" : "more_than", isLeast ? "and more_than are both given; one of them is the limit" : "or at_least is missing");
        if (isMore)
            read.MoreThan = limit.WholeNumber("more_than", 0, MostDays);
        else
            read.AtLeast = limit.WholeNumber("at_least", 1, MostDays);
        return read;
    }

    private static T Word<T>(YamlSection section, string field, string word, IReadOnlyDictionary<string, T> known) => known.TryGetValue(word, out var value)
        ? value
        : throw section.Invalid(field, $"'{word}' is none of {string.Join(", ", known.Keys)}{Nearest.Hint(word, known.Keys)}");
}
