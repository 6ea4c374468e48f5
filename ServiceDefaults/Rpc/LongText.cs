using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>A text that people write at length. It is about a person, so no error repeats it.</summary>
public static class LongText
{
    /// <returns>Without blanks around it.</returns>
    /// <exception cref="InvalidInputException">It is not given, is long, or has a NUL, which no database keeps.</exception>
    public static string Required(string field, string value, int atMost) =>
        Optional(field, value, atMost) ?? throw new InvalidInputException(field, null, "is required");

    /// <returns>Without blanks around it; null when it is not given.</returns>
    /// <exception cref="InvalidInputException">It is long, or has a NUL, which no database keeps.</exception>
    public static string? Optional(string field, string value, int atMost)
    {
        var text = value.Trim();
        if (text.Contains('\0'))
            throw new InvalidInputException(field, null, "contains a NUL character");
        if (text.Length > atMost)
            throw new InvalidInputException(field, null, $"is longer than {atMost} characters");
        return text.Length == 0 ? null : text;
    }
}
