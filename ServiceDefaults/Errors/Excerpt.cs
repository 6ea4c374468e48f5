using System.Globalization;
using System.Text;

namespace Workforce.ServiceDefaults.Errors;

/// <summary>The beginning of a text that is too long to be sent back whole, and how long it was.</summary>
internal static class Excerpt
{
    private const int MostBytesOfValue = 200;

    // Many clients take no more than 8 KB of trailers, and an error's text is in them three times: percent-encoded, where a byte
    // may take three, and twice within the details, which are base64.
    private const int MostBytesOfSentence = 1_000;

    public static string OfValue(string value) => Of(value, MostBytesOfValue);

    public static string OfSentence(string sentence) => Of(sentence, MostBytesOfSentence);

    private static string Of(string text, int mostBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= mostBytes)
            return text;
        var (kept, bytes, characters) = (0, 0, 0);
        for (var at = 0; at < text.Length; characters++)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            if (bytes <= mostBytes)
                bytes += Encoding.UTF8.GetByteCount(text.AsSpan(at, length));
            at += length;
            if (bytes <= mostBytes)
                kept = at;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, kept)}… ({characters:N0} characters)");
    }
}
