using System.Text;
using System.Xml;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>The text of one cell, as far as a cell may hold text; what is beyond it is passed over.</summary>
internal sealed class TextBuffer
{
    // One more than a spreadsheet's cell has, so that a longer text is known to be too long.
    private const int Longest = 32_768;

    private readonly char[] _letters = new char[Longest];
    private int _length;

    /// <summary>The text as it stands in the part.</summary>
    public ReadOnlySpan<char> Letters =>
        // The end may have divided a letter of two code units.
        _letters.AsSpan(0, _length > 0 && char.IsHighSurrogate(_letters[_length - 1]) ? _length - 1 : _length);

    public void Clear() => _length = 0;

    public void Append(ReadOnlySpan<char> letters)
    {
        letters = letters[..Math.Min(letters.Length, Longest - _length)];
        letters.CopyTo(_letters.AsSpan(_length));
        _length += letters.Length;
    }

    /// <summary>The text, with what XML cannot hold written back: <c>_x000D_</c> is a carriage return (ECMA-376, ST_Xstring).</summary>
    public string Text() => Unescaped(new string(Letters));

    /// <summary>A text with what XML cannot hold written back; half a letter becomes the mark for what is none.</summary>
    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(XmlConvert.DecodeName(text)))
        : text;
}
