using System.Xml;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>The text of one cell, as far as a cell may hold text; what is beyond it is passed over.</summary>
internal sealed class TextBuffer
{
    // One more than a spreadsheet's cell has, so that a longer text is known to be too long.
    private const int Longest = 32_768;

    private readonly char[] _letters = new char[Longest];
    private int _length;

    public ReadOnlySpan<char> Letters => _letters.AsSpan(0, _length);

    /// <summary>Where the next letters are written; empty when there is no room.</summary>
    public Span<char> Room => _letters.AsSpan(_length);

    public void Clear() => _length = 0;

    /// <summary>Takes letters that were written into the room.</summary>
    public void Advance(int letters) => _length += letters;

    public void Append(ReadOnlySpan<char> letters)
    {
        letters = letters[..Math.Min(letters.Length, Room.Length)];
        letters.CopyTo(Room);
        Advance(letters.Length);
    }

    /// <summary>The text, with what XML cannot hold written back: <c>_x000D_</c> is a carriage return (ECMA-376, ST_Xstring).</summary>
    public string Text() => Unescaped(new string(Letters));

    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;
}
