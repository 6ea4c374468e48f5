namespace Workforce.Registry.Names;

/// <summary>Which known names somebody may have meant.</summary>
public static class NearestNames
{
    private const int AtMost = 3;

    // Longer texts are no names; this bounds the work that a hostile file can ask for.
    private const int LongestCompared = 80;

    /// <summary>Up to three of <paramref name="known"/>, the nearest first, by edit distance (Levenshtein 1966).</summary>
    public static IReadOnlyList<string> To(string written, IEnumerable<string> known)
    {
        var key = Spelling.Key(written);
        if (key.Length > LongestCompared)
            return [];
        return [.. known
            .Select(name => (Name: name, Distance: Distance(key, Spelling.Key(name))))
            .Where(candidate => candidate.Distance < Math.Max(key.Length, candidate.Name.Length))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(AtMost)
            .Select(candidate => candidate.Name)];
    }

    /// <summary>The hint for a reader, for example <c>nearest: A, B</c>; null when nothing is near.</summary>
    public static string? Hint(string written, IEnumerable<string> known) =>
        To(written, known) is { Count: > 0 } names ? $"nearest: {string.Join(", ", names)}" : null;

    /// <summary>What is cheaper: to make one name of the other letter by letter, or to find it inside.</summary>
    private static int Distance(string a, string b)
    {
        var edits = Edits(a, b);
        return a.Length > 2 && b.Contains(a, StringComparison.Ordinal) ? Math.Min(edits, 1) : edits;
    }

    private static int Edits(string a, string b)
    {
        Span<int> above = stackalloc int[LongestCompared + 1];
        b = b.Length > LongestCompared ? b[..LongestCompared] : b;
        for (var column = 0; column <= b.Length; column++)
            above[column] = column;
        for (var row = 1; row <= a.Length; row++)
        {
            var diagonal = above[0];
            above[0] = row;
            for (var column = 1; column <= b.Length; column++)
            {
                var changed = diagonal + (a[row - 1] == b[column - 1] ? 0 : 1);
                diagonal = above[column];
                above[column] = Math.Min(changed, Math.Min(above[column], above[column - 1]) + 1);
            }
        }
        return above[b.Length];
    }
}
