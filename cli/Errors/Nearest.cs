namespace Workforce.Cli.Errors;

/// <summary>Finds what somebody who mistyped a name may have meant.</summary>
public static class Nearest
{
    /// <summary>At most <paramref name="count"/> of <paramref name="names"/>, the most similar first; those too far off are left out.</summary>
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

    // Levenshtein, one row at a time; a name that begins with what was typed is at most one away.
    private static int Distance(string typed, string name)
    {
        if (typed.Length > 2 && name.StartsWith(typed, StringComparison.Ordinal))
            return name.Length == typed.Length ? 0 : 1;
        var row = Enumerable.Range(0, name.Length + 1).ToArray();
        for (var i = 1; i <= typed.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= name.Length; j++)
            {
                var substituted = diagonal + (typed[i - 1] == name[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[name.Length];
    }
}
