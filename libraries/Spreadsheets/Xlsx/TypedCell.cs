using System.Globalization;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>Values of cells that have a type, as text.</summary>
internal static class TypedCell
{
    private const int DigitsKept = 15;
    private const double FirstOfMoreDigits = 1e15;
    private const int DayThatWasNot = 60;
    private const int DecimalsOfADay = 5; // a second

    private static readonly string[] Errors = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"];

    /// <summary>A number, without groups, with a decimal comma: a dot would make thousands of 1.250. More digits than a spreadsheet keeps are lost, and that shows.</summary>
    public static string Number(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.Length is > 0 and <= DigitsKept && !value.ContainsAnyExceptInRange('0', '9') && (value[0] != '0' || value.Length == 1))
            return new string(value);
        if (!TryRead(value, out var number))
            return new string(value);
        var text = Math.Abs(number) < FirstOfMoreDigits
            ? ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture)
            : number.ToString("0.##############E+0", CultureInfo.InvariantCulture);
        return text.Replace('.', ',');
    }

    /// <summary>A day, or a time when it has no day; a number when it is neither.</summary>
    public static string Date(ReadOnlySpan<char> value, DateOnly dayZero)
    {
        if (!TryRead(value.Trim(), out var number) || number < 0 || number > DateOnly.MaxValue.DayNumber - dayZero.DayNumber)
            return Number(value);
        var day = (int)Math.Floor(Math.Round(number, DecimalsOfADay));
        var isFrom1900 = dayZero == DayNumbers.From1900;
        if (day == 0 && number > 0)
            return TimeOnly.FromTimeSpan(TimeSpan.FromDays(number)).ToString("HH:mm", CultureInfo.InvariantCulture);
        if (isFrom1900 && day == DayThatWasNot)
            return "1900-02-29";
        // Before the day that was not, the count is a day behind.
        return Iso(dayZero.AddDays(isFrom1900 && day < DayThatWasNot ? day + 1 : day));
    }

    /// <summary>A day in the form of ISO 8601, which some programs write; the text when it is none.</summary>
    public static string IsoDate(string text) =>
        (text.Length == 10 || (text.Length > 10 && text[10] == 'T')) && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Iso(day) : text;

    public static string Truth(ReadOnlySpan<char> value) => value.Trim() is "1" or "true" ? "TRUE" : "FALSE";

    /// <summary>An error whose value is lost, by its own name when it has one.</summary>
    public static string Error(string text) => Errors.Contains(text) ? text : "#UNKNOWN!";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryRead(ReadOnlySpan<char> value, out double number) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
