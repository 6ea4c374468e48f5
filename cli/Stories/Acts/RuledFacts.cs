using System.Globalization;
using Workforce.Cli.Cities;
using Workforce.Evaluation.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary>What a rating becomes when its objection is granted: the cells of the ruling, and what they leave empty as it was rated.</summary>
internal static class RuledFacts
{
    private const string Result = "Hasil Kerja";
    private const string Conduct = "Perilaku";
    private const string Score = "Nilai";
    private const string Recommendation = "Rekomendasi Kepala";
    private const int MostDays = 366;

    private static readonly Dictionary<string, Expectation> Expectations = new() { ["bawah"] = Expectation.Below, ["sesuai"] = Expectation.At, ["atas"] = Expectation.Above };
    private static readonly Dictionary<string, HeadRecommendation> Recommendations = new() { ["dilanjutkan"] = HeadRecommendation.Renew, ["tidak dilanjutkan"] = HeadRecommendation.NotRenew };

    /// <summary>Of a file of rulings, beside those that it must have.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        [Result, Conduct, Score, .. RatingSection.AbsenceKinds.Keys.Select(Titled), Recommendation];

    /// <param name="rated">As the head has signed it.</param>
    /// <exception cref="Errors.BadInputException">A cell is none.</exception>
    public static RatingFacts Of(EnteredRow row, RatingFacts rated)
    {
        var facts = new RatingFacts(rated);
        if (row.Word(Result, Expectations) is { } result)
            facts.Result = result;
        if (row.Word(Conduct, Expectations) is { } conduct)
            facts.Conduct = conduct;
        if (row.Optional(Score) is { Length: > 0 } score)
            facts.Score = score.Replace(',', '.');
        if (row.Word(Recommendation, Recommendations) is { } recommendation)
            facts.HeadRecommendation = recommendation;
        foreach (var (word, kind) in RatingSection.AbsenceKinds)
            if (DaysOf(row, Titled(word)) is { } days)
                Replace(facts, kind, days);
        return facts;
    }

    // Days in total, instead of what was given in whichever form.
    private static void Replace(RatingFacts facts, AbsenceKind kind, int days)
    {
        foreach (var absence in facts.Absences.Where(absence => absence.Kind == kind).ToList())
            facts.Absences.Remove(absence);
        if (days > 0)
            facts.Absences.Add(new Absence { Kind = kind, Days = days });
    }

    private static int? DaysOf(EnteredRow row, string column) => row.Optional(column) is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MostDays ? days
        : throw row.Invalid(column, $"'{text}' is not a number of days from 0 to {MostDays}");

    private static string Titled(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";
}
