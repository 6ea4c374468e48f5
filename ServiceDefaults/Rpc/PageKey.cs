using System.Globalization;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>The key of a row in the order of a listing, by the columns that order it. A page token holds the last row's.</summary>
public sealed class PageKey
{
    private const char Separator = '/';
    private const string DayForm = "yyyy-MM-dd";

    private readonly string[] _parts;
    private int _read;

    private PageKey(string[] parts) => _parts = parts;

    /// <param name="parts">Ids, days and numbers.</param>
    public static string Of(params ReadOnlySpan<object> parts)
    {
        var texts = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            texts[i] = parts[i] is DateOnly day ? day.ToString(DayForm, CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{parts[i]}");
        return string.Join(Separator, texts);
    }

    /// <exception cref="InvalidInputException">It has another number of parts: the token is of another listing.</exception>
    internal static PageKey Parse(string key, int parts) =>
        key.Split(Separator) is var found && found.Length == parts ? new PageKey(found) : throw OfAnotherListing(key);

    /// <summary>The next part.</summary>
    /// <exception cref="InvalidInputException">It is no id: the token is of another listing.</exception>
    public Guid Id() => Guid.TryParseExact(_parts[_read++], "D", out var id) ? id : throw OfAnotherListing(_parts[_read - 1]);

    /// <summary>The next part.</summary>
    /// <exception cref="InvalidInputException">It is no day: the token is of another listing.</exception>
    public DateOnly Day() =>
        DateOnly.TryParseExact(_parts[_read++], DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw OfAnotherListing(_parts[_read - 1]);

    /// <summary>The next part.</summary>
    /// <exception cref="InvalidInputException">It is no number: the token is of another listing.</exception>
    public int Number() =>
        int.TryParse(_parts[_read++], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw OfAnotherListing(_parts[_read - 1]);

    /// <summary>The next part.</summary>
    public string Text() => _parts[_read++];

    internal static InvalidInputException OfAnotherListing(string token) => new("page_token", token, "is not a token of this listing");
}
