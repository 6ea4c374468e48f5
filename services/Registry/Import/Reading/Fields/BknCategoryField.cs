using System.Text.RegularExpressions;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Import.Reading.Fields;

/// <summary>
/// Kategori BKN as lists of the selection print it. What stands behind R2, R3 or R4 is how the selection ended (<c>R3/L</c>: passed) or by
/// which decision it was held (<c>R3b</c>, <c>R3T</c>: KepmenPANRB 347/2024 and 15/2025), and no part of the category.
/// </summary>
public static partial class BknCategoryField
{
    public const string Forms = "is none of R2, R3, R4 and TH, nor one of R2 to R4 with /L, B or T behind it";

    /// <param name="text">The cell without surplus blanks.</param>
    public static bool TryRead(string text, out BknCategory category)
    {
        category = default;
        if (CodeOfSelection().Match(text) is not { Success: true } code)
            return false;
        category = code.Groups["number"].ValueSpan switch
        {
            "2" => BknCategory.R2,
            "3" => BknCategory.R3,
            "4" => BknCategory.R4,
            _ => BknCategory.TH,
        };
        return true;
    }

    [GeneratedRegex("^(?:R ?(?<number>[234])(?: ?[/-]? ?[LBT])?|TH)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CodeOfSelection();
}
