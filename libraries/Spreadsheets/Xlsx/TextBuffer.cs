using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>The text of one cell, or as much of it as a row may hold; then it is not whole.</summary>
internal sealed partial class TextBuffer
{
    // More than a spreadsheet's cell may have (32,767). Other programs write longer ones.
    private const int Usual = 32 * 1024;

    private char[] _letters = new char[Usual];
    private int _length;

    /// <summary>Whether nothing of the text was left out.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The text as it stands in the part.</summary>
    public ReadOnlySpan<char> Letters => _letters.AsSpan(0, _length);

    public void Clear() => (_length, IsWhole) = (0, true);

    public void Append(ReadOnlySpan<char> letters)
    {
        IsWhole &= letters.Length <= TableLimits.LongestRow - _length;
        if (!IsWhole)
            return;
        if (letters.Length > _letters.Length - _length)
            Array.Resize(ref _letters, Math.Min(TableLimits.LongestRow, Math.Max(2 * _letters.Length, _length + letters.Length)));
        letters.CopyTo(_letters.AsSpan(_length));
        _length += letters.Length;
    }

    /// <summary>The text, with what XML cannot hold written back: <c>_x000D_</c> is a carriage return (ECMA-376, ST_Xstring).</summary>
    public string Text() => Unescaped(new string(Letters));

    /// <summary>A text with what XML cannot hold written back; half a letter becomes the mark for what is none.</summary>
    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Escaped().Replace(text, letter => $"{(char)ushort.Parse(letter.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)}")))
        : text;

    // Four digits: spreadsheets leave eight, which .NET would read too, as they are.
    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
