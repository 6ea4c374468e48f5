using Quickenshtein;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Names;

/// <summary>Which known names a miswritten one may mean.</summary>
public static class NearestNames
{
    private const int AtMost = 3;

    // Longer texts are no names; this bounds the work that a hostile file can cause.
    private const int LongestCompared = 80;

    /// <summary>Up to three of <paramref name="known"/>, the nearest first, by edit distance (V. I. Levenshtein 1966).</summary>
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

    // A part of a name is as near as one edit.
    private static int Distance(string written, string name)
    {
        var edits = Levenshtein.GetDistance(written, name.AsSpan(0, Math.Min(name.Length, LongestCompared)));
        return written.Length > 2 && name.Contains(written, StringComparison.Ordinal) ? Math.Min(edits, 1) : edits;
    }
}
