namespace Workforce.Cli.Nights;

/// <summary>How a listing compares with what it should hold: each expected thing exactly once, and nothing else.</summary>
/// <param name="Found">Entries of the listing.</param>
/// <param name="Missing">Expected things that the listing does not hold.</param>
/// <param name="Surplus">Entries beyond the first of an expected thing, and entries of things that nobody expects.</param>
public sealed record Tally(int Found, int Missing, int Surplus)
{
    public static async Task<Tally> OfAsync<TKey>(IReadOnlySet<TKey> expected, IAsyncEnumerable<TKey> listing)
        where TKey : notnull
    {
        var seen = new HashSet<TKey>();
        var found = 0;
        var surplus = 0;
        await foreach (var key in listing)
        {
            found++;
            if (!expected.Contains(key) || !seen.Add(key))
                surplus++;
        }

        return new Tally(found, expected.Count - seen.Count, surplus);
    }
}
