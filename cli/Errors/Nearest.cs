using Quickenshtein;

namespace Workforce.Cli.Errors;

/// <summary>Finds the known names nearest to a mistyped one.</summary>
public static class Nearest
{
    /// <summary>At most <paramref name="count"/> of <paramref name="names"/>, the most similar first; names that differ too much are left out.</summary>
    public static IReadOnlyList<string> To(string typed, IEnumerable<string> names, int count = 3) =>
        [.. names
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Distance: Distance(Folded(typed), Folded(name))))
            .Where(candidate => candidate.Distance <= Math.Max(2, candidate.Name.Length / 2))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(candidate => candidate.Name)];

    /// <summary>A tail for an error's sentence: <c> (did you mean A or B?)</c>, or nothing.</summary>
    public static string Hint(string typed, IEnumerable<string> names)
    {
        var nearest = To(typed, names);
        return nearest.Count == 0 ? "" : $" (did you mean {string.Join(" or ", nearest)}?)";
    }

    private static string Folded(string name) => name.Trim().ToLowerInvariant();

    // A name that begins with the typed text is at most one away.
    private static int Distance(string typed, string name)
    {
        if (typed.Length > 2 && name.StartsWith(typed, StringComparison.Ordinal))
            return name.Length == typed.Length ? 0 : 1;
        return Levenshtein.GetDistance(typed, name);
    }
}
