namespace Workforce.Spreadsheets.Cells;

/// <summary>A text as the register keeps it, whether a cell or a correction says it.</summary>
public static class TextField
{
    /// <summary>What is wrong with a name that has no letter: 0 is none.</summary>
    public const string NoLetter = "has no letter";

    /// <summary>What is wrong with a required text that <see cref="SaysNothing"/>.</summary>
    public const string Nothing = "says that there is nothing, and it is required";

    /// <summary>Characters.</summary>
    public const int Longest = 200;

    /// <summary>The text without surplus blanks, and without what spreadsheets put around it.</summary>
    public static string Tidy(string written) => CellText.Unwrapped(Spelling.Tidy(written));

    /// <summary>What is wrong with it; null when it can be kept.</summary>
    /// <param name="longest">Characters.</param>
    public static string? FaultOf(string tidy, int longest = Longest)
    {
        if (CellText.IsLost(tidy))
            return "is an error of the spreadsheet, whose value is lost; enter the value again";
        if (tidy.Length > longest)
            return $"is longer than {longest} characters";
        return Spelling.IsPlain(tidy) ? null : "contains characters that are not text; is the file saved as UTF-8?";
    }

    /// <summary>Whether it is a mark or a word for nothing. A person may be called one of the words.</summary>
    public static bool SaysNothing(string tidy, bool isName) => CellText.IsMark(tidy) || (!isName && CellText.IsWordForNothing(tidy));

    public static bool HasLetter(string text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return true;
        }
        return false;
    }
}
