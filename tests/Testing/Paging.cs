namespace Workforce.Testing;

public static class Paging
{
    /// <summary>Reads a listing to its end.</summary>
    public static async Task<IReadOnlyList<T>> AllAsync<TReply, T>(
        Func<string, Task<TReply>> page, Func<TReply, IEnumerable<T>> items, Func<TReply, string> next)
    {
        var all = new List<T>();
        var token = "";
        do
        {
            var reply = await page(token);
            all.AddRange(items(reply));
            token = next(reply);
        }
        while (token.Length > 0);
        return all;
    }
}
