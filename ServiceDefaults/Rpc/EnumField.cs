using System.Text.Json;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>Reads a field whose values have the same numbers on the wire and in the domain; 0 is none.</summary>
public static class EnumField
{
    /// <exception cref="InvalidInputException">It is not given, or is no value of the field.</exception>
    public static T Required<T>(string field, int value)
        where T : struct, Enum => Optional<T>(field, value) ?? throw new InvalidInputException(field, null, $"is required: one of {Words<T>()}");

    /// <returns>Null when it is not given.</returns>
    /// <exception cref="InvalidInputException">It is no value of the field.</exception>
    public static T? Optional<T>(string field, int value)
        where T : struct, Enum
    {
        if (value == 0)
            return null;
        foreach (var known in Enum.GetValues<T>())
            if (Convert.ToInt32(known, null) == value)
                return known;
        throw new InvalidInputException(field, $"{value}", $"is none of {Words<T>()}");
    }

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName));
}
