using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Workforce.Spreadsheets.Cells;

/// <summary>What a cell says, whatever a spreadsheet or a clerk has put around it.</summary>
public static partial class CellText
{
    /// <summary>What is wrong with a NIK that <see cref="IsRounded"/>, which has 16 digits.</summary>
    public const string RoundedTo15 = "was turned into a number, of which a spreadsheet keeps only 15 digits; format the column as text and enter it again";

    /// <summary>What is wrong with another number that <see cref="IsRounded"/>.</summary>
    public const string Rounded = "was turned into a number by a spreadsheet, and digits were lost; format the column as text and enter it again";

    private const char Apostrophe = '\'';

    // By which a spreadsheet that opens CSV knows a formula, or a program that it passes the cell to.
    private const string FormulaStarts = "=+-@\t\r";

    // An apostrophe, as it is typed, as a word processor bends it, or as the key beside it gives it.
    private const string Apostrophes = "'\u2018\u2019`\u00b4";

    private static readonly FrozenSet<string> Nothing =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "n/a", "n.a.", "na", "nihil", "null", "kosong", "(kosong)", "tidak ada", "tdk ada", "belum ada", "none");

    /// <summary>
    /// The text without what keeps digits from becoming a number: <c>'5371…</c> and <c>="5371…"</c>, and without the apostrophe that
    /// <see cref="Wrapped"/> has written before it.
    /// </summary>
    /// <param name="tidyText">The cell without surplus blanks.</param>
    public static string Unwrapped(string tidyText)
    {
        if (tidyText.Length == 0 || char.IsAsciiLetterOrDigit(tidyText[0]))
            return tidyText;
        return tidyText[0] == Apostrophe && NeedsWrapping(tidyText[1..]) ? tidyText[1..] : Unquoted(tidyText);
    }

    /// <summary>
    /// The text as a cell of which no spreadsheet makes a formula: with an apostrophe before it where it begins like one, or where reading
    /// would otherwise take something off it. <see cref="Unwrapped"/> gives the text back.
    /// </summary>
    public static string Wrapped(string text) => NeedsWrapping(text) ? $"{Apostrophe}{text}" : text;

    // Also what would be read as wrapped already.
    private static bool NeedsWrapping(string text)
    {
        if (text.Length == 0 || char.IsAsciiLetterOrDigit(text[0]))
            return false;
        var body = text.TrimStart(Apostrophe);
        return body.Length > 0
            && (FormulaStarts.Contains(body[0]) || Unquoted(body) != body || (body.Length < text.Length && DigitsAlone().IsMatch(body)));
    }

    private static string Unquoted(string tidyText)
    {
        if (tidyText[0] == '=' && FormulaOfText().Match(tidyText) is { Success: true } formula)
            return formula.Groups[1].Value.Trim();
        return Apostrophes.Contains(tidyText[0]) && DigitsAlone().IsMatch(tidyText.AsSpan(1)) ? tidyText[1..].Trim() : tidyText;
    }

    /// <summary>Whether a spreadsheet could not show the value, or not compute it: <c>########</c>, <c>#REF!</c>, <c>Err:502</c>.</summary>
    public static bool IsLost(string tidyText) => tidyText.Length > 2 && tidyText[0] is '#' or '=' or '[' or 'E' or 'e' && LostValue().IsMatch(tidyText);

    /// <summary>Whether a spreadsheet took digits for a number and kept the first of them: <c>3.57E+15</c>.</summary>
    public static bool IsRounded(string tidyText) => Scientific().IsMatch(tidyText);

    /// <summary>Whether it is a mark for nothing: <c>-</c>, <c>–</c>, <c>...</c>, <c>Rp -</c>.</summary>
    public static bool IsMark(string tidyText)
    {
        ReadOnlySpan<char> text = tidyText;
        // Nearly every cell: it begins like a value, and like neither currency.
        if (text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text[0] is not ('R' or 'r' or 'I' or 'i'))
            return false;
        if (text.StartsWith("Rp", StringComparison.OrdinalIgnoreCase))
            text = text[2..];
        else if (text.StartsWith("IDR", StringComparison.OrdinalIgnoreCase))
            text = text[3..];
        if (text.IsEmpty)
            return tidyText.Length > 0; // the currency alone
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
                return false;
        }
        return true;
    }

    /// <summary>Whether it is a word for nothing: <c>nihil</c>, <c>n/a</c>. A person may be called one of them.</summary>
    public static bool IsWordForNothing(string tidyText) => tidyText.Length is > 1 and < 10 && Nothing.Contains(tidyText);

    [GeneratedRegex(@"^\d[.,]?\d*E\+?\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex("^=\\s*\"([^\"]*)\"$", RegexOptions.CultureInvariant)]
    private static partial Regex FormulaOfText();

    [GeneratedRegex(@"^\s*\+?\d[\d .\-/]*$", RegexOptions.CultureInvariant)]
    private static partial Regex DigitsAlone();

    // Spreadsheets add errors with every version; all but a few end in a mark.
    [GeneratedRegex(@"^(?:#{3,}|=?(?:#[A-Z][A-Z0-9_/]*[!?])+|#N/A N/A|\[object Object\]|=?#(?:REF|VALUE|DIV/0|NUM|NULL|N/A|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|GETTING_DATA|NAME)[!?]?|Err:\d{3})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LostValue();
}
