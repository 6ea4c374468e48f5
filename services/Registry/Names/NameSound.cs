using System.Text;
using System.Text.RegularExpressions;
using Quickenshtein;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Names;

/// <summary>
/// How alike two names of people are, whatever the spelling: old and new orthography (<c>Soekarno</c>, <c>Sukarno</c>), the many forms of
/// Muhammad, abbreviated and left out words, titles.
/// </summary>
public static partial class NameSound
{
    private const string Muhammad = "MUHAMAD";

    // Longer texts are no names; this bounds the work that a hostile file can cause.
    private const int LongestCompared = 80;

    // What an initial has in common with the word that it stands for, and a word that one of the two names leaves out.
    private const double InitialIsLike = 0.9;
    private const double LeftOutIsLike = 0.8;

    // The old spelling first, then letters that sound alike.
    private static readonly (string Written, string Sound)[] Letters =
        [("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "SY"), ("NJ", "NY"), ("CH", "H"), ("KH", "H"), ("PH", "F"), ("TH", "T"), ("DH", "D"), ("V", "F"), ("Y", "I"), ("Z", "S"), ("Q", "K"), ("X", "KS"), ("EE", "I")];

    /// <summary>The words of a name as they sound, in their order; titles are none.</summary>
    public static string[] WordsOf(string name)
    {
        var key = Spelling.Key(name.Length > LongestCompared ? name[..LongestCompared] : name);
        if (key.IndexOf(',', StringComparison.Ordinal) is var comma and > 0)
            key = key[..comma];
        string[] words = [.. WordLimits().Split(Title().Replace(key, " ")).Where(word => word.Length > 0).Select(SoundOf)];
        return words.Length > 0 ? words : [key];
    }

    /// <summary>From 0 to 1: the share of the words, by their length, that both have, less for what differs in them.</summary>
    public static double Likeness(string[] one, string[] other)
    {
        var (few, many) = one.Length <= other.Length ? (one, other) : (other, one);
        var isTaken = new bool[many.Length];
        double like = 0, all = 0;
        foreach (var word in few)
        {
            var (best, at) = (0.0, -1);
            for (var i = 0; i < many.Length; i++)
            {
                if (!isTaken[i] && LikenessOfWords(word, many[i]) is var likeness && likeness > best)
                    (best, at) = (likeness, i);
            }
            var weight = at < 0 ? word.Length : Math.Max(word.Length, many[at].Length);
            (like, all) = (like + best * weight, all + weight);
            if (at >= 0)
                isTaken[at] = true;
        }
        // One who has a single word in common has not the same name.
        var leftOut = many.Where((_, i) => !isTaken[i]).Sum(word => word.Length);
        return (like + leftOut * (few.Length > 1 ? LeftOutIsLike : 0)) / (all + leftOut);
    }

    private static double LikenessOfWords(string one, string other)
    {
        if (one == other)
            return 1;
        if ((one.Length == 1 || other.Length == 1) && one[0] == other[0])
            return InitialIsLike;
        return 1 - (double)Levenshtein.GetDistance(one, other) / Math.Max(one.Length, other.Length);
    }

    private static string SoundOf(string word)
    {
        if (FormOfMuhammad().IsMatch(word))
            return Muhammad;
        foreach (var (written, sound) in Letters)
            word = word.Replace(written, sound, StringComparison.Ordinal);
        var single = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (single.Length == 0 || single[^1] != letter)
                single.Append(letter);
        }
        return single.ToString();
    }

    [GeneratedRegex(@"[^\p{L}]+", RegexOptions.CultureInvariant)]
    private static partial Regex WordLimits();

    [GeneratedRegex(@"^M(?:UH|OH|OCH|UCH|HD|OHD|UHD)?$|^M[OU]C?HA(?:M+[AE]D|MAT)$", RegexOptions.CultureInvariant)]
    private static partial Regex FormOfMuhammad();

    [GeneratedRegex(@"\b(?:PROF|DRS|DRA|DRG|DRH|DR|IR|HJ|KH|NS|APT)\.|\b(?:DRS|DRA|DRG|HJ) |\bH\. | [SMA]\.[A-Z]{1,4}\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex Title();
}
