using System.Globalization;
using System.Text.RegularExpressions;

namespace Workforce.Registry.Workers;

/// <summary>The name of a person as a register writes it.</summary>
public static partial class PersonName
{
    /// <summary>
    /// A name that is all capitals or all small letters gets a capital for each word. One with academic or religious titles
    /// is kept as given, because their letter case means something: <c>dr.</c> is a physician, <c>Dr.</c> a doctorate.
    /// </summary>
    /// <param name="tidyName">The name without surplus blanks.</param>
    public static string Repair(string tidyName)
    {
        var text = CultureInfo.InvariantCulture.TextInfo;
        return HasTitle(tidyName) || !IsOneCase(tidyName) ? tidyName : text.ToTitleCase(text.ToLower(tidyName));
    }

    /// <summary>Whether it has titles such as <c>Drs. …</c> or <c>…, S.Pd</c>, which the column should not have.</summary>
    public static bool HasTitle(string tidyName) =>
        tidyName.Contains(',', StringComparison.Ordinal) || TitleBefore().IsMatch(tidyName) || TitleAfter().IsMatch(tidyName);

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

    [GeneratedRegex(@"^(?:(?:Prof|Dr|Drs|Dra|Drg|Drh|Ir|H|Hj|KH|Ns|Apt)\.|(?:Prof|Drs|Dra|Drg|Ir|Hj|KH) )",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitleBefore();

    [GeneratedRegex(@" (?:[SMA]\.[A-Z]{1,3}[a-z]*\.?|[AS]\.?Md\.?(?:[A-Z][a-z]*)*\.?|Ph\.?D\.?|S[EHT]|MM|MBA)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex TitleAfter();
}
