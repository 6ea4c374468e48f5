using System.Buffers.Text;
using System.Text;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>One page of a listing that is read in the order of a key, from the row after <paramref name="After"/>.</summary>
/// <param name="Size">Rows to read.</param>
/// <param name="After">Key of the last row of the page before; null on the first page.</param>
public readonly record struct Page(int Size, string? After)
{
    /// <exception cref="InvalidInputException">A size below zero, or a token of no listing.</exception>
    public static Page From(int pageSize, string pageToken, int byDefault, int atMost)
    {
        if (pageSize < 0)
            throw new InvalidInputException("page_size", $"{pageSize}", "is below zero");
        return new Page(pageSize == 0 ? byDefault : Math.Min(pageSize, atMost), pageToken.Length == 0 ? null : Read(pageToken));
    }

    /// <summary>The token of the page after <paramref name="rows"/>; empty when they were the last.</summary>
    public string Next<T>(IReadOnlyList<T> rows, Func<T, string> key) =>
        rows.Count < Size ? "" : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(rows[^1])));

    /// <summary>The key by its parts; null on the first page.</summary>
    /// <param name="parts">How many columns order the listing.</param>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public PageKey? AfterKey(int parts) => After is null ? null : PageKey.Parse(After, parts);

    /// <summary>The key of a listing in the order of an id; null on the first page.</summary>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public Guid? AfterId() => AfterKey(parts: 1)?.Id();

    private static string Read(string token)
    {
        try
        {
            var key = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(token));
            return key.Contains('\0') ? throw PageKey.OfAnotherListing(token) : key;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw PageKey.OfAnotherListing(token);
        }
    }
}
