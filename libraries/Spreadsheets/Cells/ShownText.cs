using System.Text;
using System.Text.RegularExpressions;

namespace Workforce.Spreadsheets.Cells;

/// <summary>What of a cell may stand in a finding, an answer or a log.</summary>
public static partial class ShownText
{
    private const int LongestValue = 100;
    private const int Kept = 4;
    private const int FewestDigits = 16;

    /// <summary>The last 4 characters of a text that is expected to be a person's number.</summary>
    public static string MaskWhole(string text) => text.Length <= Kept ? text : $"…{text[^Kept..]}";

    /// <summary>The text with every run of digits that may hold a NIK cut to its last 4.</summary>
    public static string MaskWithin(string text) =>
        text.Length < FewestDigits ? text : LongDigits().Replace(text, run => $"…{run.ValueSpan[^Kept..]}");

    /// <summary>
    /// The text, cut when it is long, without what would spoil a terminal or what no database keeps. A NIK that slipped into another column is
    /// still one.
    /// </summary>
    public static string Of(string value)
    {
        value = MaskWithin(value);
        if (value.Length > LongestValue)
            value = $"{value.AsSpan(0, LongestValue - 1).TrimEnd()}…";
        // Runes, for what was cut may end or begin with half a letter.
        return value.Any(c => char.IsControl(c) || char.IsSurrogate(c))
            ? string.Concat(value.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? Rune.ReplacementChar : rune))
            : value;
    }

    // Blanks, dots and hyphens between the digits do not hide it.
    [GeneratedRegex(@"\d(?:[ .\-]?\d){14,}")]
    private static partial Regex LongDigits();
}
