using System.Runtime.CompilerServices;

namespace Workforce.Cli.Connections;

/// <summary>Reads a paged listing to its end, one call for each page.</summary>
public static class Pages
{
    /// <param name="read">Gets the page of a token; the first token is empty.</param>
    /// <param name="next">The token of the next page, empty on the last.</param>
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
