using System.Text.Json;
using Workforce.Cli.Errors;

namespace Workforce.Cli.Cities;

/// <summary>The words of an enum's values, as policies, sheets and commands have them, for example <c>age_limit</c>.</summary>
public static class EnumWords
{
    /// <summary>All but the unspecified, in the order of their numbers.</summary>
    public static IReadOnlyDictionary<string, T> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(value => !value.Equals(default(T))).ToDictionary(Of);

    /// <summary>With commas between them, for a sentence.</summary>
    public static string Listed<T>()
        where T : struct, Enum => string.Join(", ", All<T>().Keys);

    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <param name="option">Where the word is typed, for example <c>--code</c>.</param>
    /// <exception cref="BadInputException">It is none of them.</exception>
    public static T Typed<T>(string option, string word)
        where T : struct, Enum => All<T>().TryGetValue(word, out var value)
        ? value
        : throw new BadInputException($"{option} '{word}' is none of {Listed<T>()}{Nearest.Hint(word, All<T>().Keys)}");
}
