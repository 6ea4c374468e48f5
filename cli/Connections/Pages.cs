using System.Runtime.CompilerServices;

namespace Workforce.Cli.Connections;

/// <summary>Reads a paged listing to its end, a call a page.</summary>
public static class Pages
{
    /// <param name="read">Calls for the page that a token names; the first token is empty.</param>
    /// <param name="items">What a page lists.</param>
    /// <param name="next">The token of the page after it, empty on the last.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<TItem> ReadAsync<TPage, TItem>(
        Func<string, Task<TPage>> read,
        Func<TPage, IEnumerable<TItem>> items,
        Func<TPage, string> next,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var token = "";
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await read(token);
            foreach (var item in items(page))
                yield return item;
            token = next(page);
        }
        while (token.Length > 0);
    }
}
