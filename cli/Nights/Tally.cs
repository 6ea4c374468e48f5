namespace Workforce.Cli.Nights;

/// <summary>A listing compared with the entries that it must have: each expected one exactly once, and no other.</summary>
/// <param name="Found">Entries of the listing.</param>
/// <param name="Missing">Expected entries that the listing lacks.</param>
/// <param name="Surplus">Duplicates of an expected entry, and unexpected entries.</param>
public sealed record Tally(int Found, int Missing, int Surplus)
{
    public static Tally Nothing { get; } = new(0, 0, 0);

    public static async Task<Tally> OfAsync<TKey>(IEnumerable<TKey> expected, IAsyncEnumerable<TKey> listing)
        where TKey : notnull
    {
        var missing = expected.ToHashSet();
        var found = 0;
        var surplus = 0;
        await foreach (var key in listing)
        {
            found++;
            if (!missing.Remove(key))
                surplus++;
        }

        return new Tally(found, missing.Count, surplus);
    }
}
