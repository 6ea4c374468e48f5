using System.Globalization;

namespace Workforce.Evaluation.Policies;

/// <summary>A decimal number as it is written: a score, or a cut of scores.</summary>
internal static class ExactNumber
{
    // More digits than a decimal has would be rounded.
    private const int Longest = 28;

    public static bool TryRead(string text, IFormatProvider format, out decimal number)
    {
        number = 0;
        return text.Length <= Longest && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, format, out number);
    }
}
