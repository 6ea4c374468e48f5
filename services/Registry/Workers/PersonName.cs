using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workforce.Registry.Workers;

/// <summary>The name of a person as a register writes it.</summary>
public static partial class PersonName
{
    private const int LongestInitials = 2;

    // Small within a name that otherwise has its capitals: Ahmad bin Ali, Maria da Costa, Yohanis van Dijk.
    private static readonly FrozenSet<string> Particles = FrozenSet.Create("bin", "binti", "da", "de", "del", "dos", "van", "von");

    /// <summary>
    /// Words that are all capitals or all small letters get one capital. In a name that has other words, particles and initials
    /// (<c>Andi AM Putra</c>) stay, and so does a Roman numeral after the first word (<c>YOHANES PAULUS II</c>). A name with academic or religious titles is kept as given, because their letter case means
    /// something: <c>dr.</c> is a physician, <c>Dr.</c> a doctorate.
    /// </summary>
    /// <param name="tidyName">The name without surplus blanks.</param>
    public static string Repair(string tidyName)
    {
        if (IsCapitalised(tidyName) || HasTitle(tidyName))
            return tidyName;
        var isOneCase = IsOneCase(tidyName);
        var repaired = string.Join(' ', tidyName.Split(' ').Select((word, i) =>
            i > 0 && word[0] is 'I' or 'V' or 'X' or '(' && RomanNumeral().IsMatch(word.Trim('(', ')')) ? word : isOneCase ? Capitalised(word) : RepairWord(word)));
        // Initials alone are all capitals once one of them was repaired. What is exported is read again, and must not change then.
        return repaired == tidyName ? repaired : Repair(repaired);
    }

    /// <summary>Whether it has titles such as <c>Drs. …</c> or <c>…, S.Pd</c>, which the column should not have.</summary>
    public static bool HasTitle(string tidyName) =>
        tidyName.Contains(',', StringComparison.Ordinal) || TitleBefore().IsMatch(tidyName) || TitleAfter().IsMatch(tidyName);

    // Nearly every name: each word has one capital, which is its first letter, and there is nothing to repair.
    private static bool IsCapitalised(string name)
    {
        var isFirst = true;
        foreach (var c in name)
        {
            if (!char.IsAscii(c) || (char.IsAsciiLetter(c) && char.IsAsciiLetterUpper(c) != isFirst))
                return false;
            isFirst = c == ' ';
        }
        return true;
    }

    private static string RepairWord(string word) =>
        !IsOneCase(word) || Particles.Contains(word) || (char.IsUpper(word[0]) && word.Length <= LongestInitials) ? word : Capitalised(word);

    private static string Capitalised(string text)
    {
        var rules = CultureInfo.InvariantCulture.TextInfo;
        return rules.ToTitleCase(rules.ToLower(text));
    }

    private static bool IsOneCase(string name)
    {
        var (upper, lower) = (false, false);
        foreach (var c in name)
        {
            upper |= char.IsUpper(c);
            lower |= char.IsLower(c);
        }
        return upper != lower;
    }

    [GeneratedRegex(@"^(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex RomanNumeral();

    [GeneratedRegex(@"^(?:(?:Prof|Dr|Drs|Dra|Drg|Drh|Ir|H|Hj|KH|Ns|Apt)\.|(?:Prof|Drs|Dra|Drg|Ir|Hj|KH) )",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitleBefore();

    [GeneratedRegex(@" (?:[SMA]\.[A-Z]{1,3}[a-z]*\.?|[AS]\.?Md\.?(?:[A-Z][a-z]*)*\.?|Ph\.?D\.?|S[EHT]|MM|MBA)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex TitleAfter();
}
