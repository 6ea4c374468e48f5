using System.Globalization;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Evaluation.Api;

/// <summary>A decimal number on the wire: a text, for it is exact.</summary>
internal static class DecimalField
{
    // More digits than a decimal has would be rounded.
    private const int Longest = 28;

    /// <returns>Null when it is not given.</returns>
    /// <exception cref="InvalidInputException">It is no decimal number.</exception>
    public static decimal? Optional(string field, string value) => value.Length == 0 ? null : Required(field, value);

    /// <exception cref="InvalidInputException">It is no decimal number.</exception>
    public static decimal Required(string field, string value) =>
        value.Length <= Longest && decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidInputException(field, value, "is not a number like 76 or 75.99");
}
