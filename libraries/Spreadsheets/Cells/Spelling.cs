using System.Globalization;
using System.Text;

namespace Workforce.Spreadsheets.Cells;

/// <summary>What counts in a written name, and what does not.</summary>
public static class Spelling
{
    // A mark of byte order read the wrong way round: no text has it, and Unicode's forms are not defined with it.
    private const char NoCharacter = '\ufffe';

    /// <summary>
    /// The text without blanks around it, with one blank where there were several, without marks of no width, in Unicode's composed form.
    /// </summary>
    public static string Tidy(string text)
    {
        // Nearly every cell of a register, found without looking at its letters one by one.
        if (IsPrintableAscii(text) && HasSingleBlanks(text))
            return text;
        if (text.Contains(NoCharacter))
            text = text.Replace(NoCharacter, (char)Rune.ReplacementChar.Value);
        if (!text.IsNormalized())
            text = text.Normalize();
        return IsTidy(text) ? text : WithSingleBlanks(text);
    }

    /// <summary>Equal for names that differ in blanks or letter case only.</summary>
    public static string Key(string text) => Tidy(text).ToUpperInvariant();

    /// <summary>Whether the text is text: no control characters, and nothing that could not be read as UTF-8.</summary>
    public static bool IsPlain(string tidyText)
    {
        if (IsPrintableAscii(tidyText))
            return true;
        foreach (var c in tidyText)
        {
            if (char.IsControl(c) || c == Rune.ReplacementChar.Value)
                return false;
        }
        return true;
    }

    // It is in composed form, and its only blank is the space.
    private static bool IsPrintableAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool HasSingleBlanks(string text) =>
        text.Length == 0 || (text[0] != ' ' && text[^1] != ' ' && !text.Contains("  ", StringComparison.Ordinal));

    private static bool IsTidy(string text)
    {
        var blankBefore = true;
        foreach (var c in text)
        {
            var blank = IsBlank(c);
            if ((blank && (blankBefore || c != ' ')) || HasNoWidth(c))
                return false;
            blankBefore = blank;
        }
        return text.Length == 0 || !blankBefore;
    }

    private static string WithSingleBlanks(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (HasNoWidth(c))
                continue;
            if (!IsBlank(c))
                tidy.Append(c);
            else if (tidy.Length > 0 && tidy[^1] != ' ')
                tidy.Append(' ');
        }
        return tidy.ToString().TrimEnd(' ');
    }

    // Spreadsheets and web pages leave no-break blanks …
    private static bool IsBlank(char c) => char.IsWhiteSpace(c);

    // … and soft hyphens, joiners and marks of direction in the middle of words, which are of the format category.
    private static bool HasNoWidth(char c) => c > '\u007f' && char.GetUnicodeCategory(c) is UnicodeCategory.Format;
}
