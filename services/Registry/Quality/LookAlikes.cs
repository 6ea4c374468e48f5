using Workforce.Registry.Names;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Quality;

/// <summary>Two workers of a city who may be one person, before it is known how alike they are.</summary>
/// <param name="IsBirthDateSame">The birth dates are the same.</param>
/// <param name="IsBirthDateSwapped">Day and month of one are month and day of the other.</param>
public sealed record Candidate(
    JudgedWorker One, JudgedWorker Other, Nik OneNik, Nik OtherNik, bool IsBirthDateSame, bool IsBirthDateSwapped, FailureOverride? Override);

/// <summary>
/// How alike two workers are. With the same birth date it is their names; with day and month swapped a little less; with another birth
/// date, for two of one name and birth place, the digits that their NIKs have in common.
/// </summary>
public static class LookAlikes
{
    // A swapped date is a second thing that has to have gone wrong.
    private const double SwappedIsLike = 0.97;

    /// <summary>Those of the candidates who are as alike as the settings ask for.</summary>
    /// <param name="candidates">Many more than are alike, so none is kept.</param>
    public static async Task<IReadOnlyList<QualityFailure>> OfAsync(IAsyncEnumerable<Candidate> candidates, QualityOptions options)
    {
        var alike = new List<QualityFailure>();
        // A name is compared with many.
        var words = new Dictionary<string, string[]>();
        string[] WordsOf(string name) => words.TryGetValue(name, out var known) ? known : words[name] = NameSound.WordsOf(name);
        await foreach (var candidate in candidates)
        {
            var names = NameSound.Likeness(WordsOf(candidate.One.Name), WordsOf(candidate.Other.Name));
            var percent = (int)Math.Floor(100 * LikenessOf(candidate, names, options));
            if (percent >= options.LikenessPercent)
                alike.Add(new QualityFailure(
                    QualityTest.LookAlike, candidate.One.Id!.Value, candidate.Other.Id, candidate.One.UnitId, candidate.One, candidate.Other,
                    DetailOf(candidate), percent, candidate.Override));
        }
        return alike;
    }

    private static double LikenessOf(Candidate candidate, double names, QualityOptions options) => candidate switch
    {
        { IsBirthDateSame: true } => names,
        { IsBirthDateSwapped: true } => names * SwappedIsLike,
        _ when DigitsApart(candidate) <= options.NikDigitsApart => names * (1 - (double)DigitsApart(candidate) / Nik.Length),
        _ => 0,
    };

    private static string DetailOf(Candidate candidate)
    {
        var born = candidate switch
        {
            { IsBirthDateSame: true } => "the same birth date",
            { IsBirthDateSwapped: true } => "birth dates with day and month swapped",
            _ => "the same birth place",
        };
        return $"{born}; the NIKs differ in {DigitsApart(candidate)} digits";
    }

    private static int DigitsApart(Candidate candidate) =>
        candidate.OneNik.Digits.Zip(candidate.OtherNik.Digits).Count(pair => pair.First != pair.Second);
}
