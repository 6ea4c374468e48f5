using System.Globalization;
using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Evaluation.Api;

/// <summary>A decimal number on the wire: a text, for it is exact.</summary>
internal static class DecimalField
{
    /// <returns>Null when it is not given.</returns>
    /// <exception cref="InvalidInputException">It is no decimal number.</exception>
    public static decimal? Optional(string field, string value) => value.Length == 0 ? null : Required(field, value);

    /// <exception cref="InvalidInputException">It is no decimal number.</exception>
    public static decimal Required(string field, string value) =>
        ExactNumber.TryRead(value, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidInputException(field, value, "is not a number like 76 or 75.99");
}
