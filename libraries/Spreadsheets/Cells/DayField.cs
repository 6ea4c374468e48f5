using System.Collections.Frozen;
using System.Globalization;

namespace Workforce.Spreadsheets.Cells;

/// <summary>
/// A date as registers write it: <c>2020-12-31</c>, <c>31/12/2020</c>, <c>31-12-2020</c>, <c>31 Desember 2020</c>, or the day
/// number that a spreadsheet keeps (<c>44196</c>). The day comes before the month.
/// </summary>
public static class DayField
{
    public const string Forms = "is not a date like 2020-12-31, 31/12/2020 or 31 Desember 2020";

    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    // Smaller numbers are years or typing errors, not days of a person who is at work now.
    private const int SmallestSerial = 10_000;

    private static readonly FrozenDictionary<string, int> Months = MonthNames();

    /// <summary>What is wrong with a day that no register has, whether a cell or a correction says it; null when it can be.</summary>
    public static string? FaultOf(DateOnly day) => FaultOfYear(day.Year);

    /// <param name="text">The cell without surplus blanks.</param>
    /// <param name="dayZero">The day that the file's day numbers count from.</param>
    /// <param name="fault">What is wrong, when it is none.</param>
    public static bool TryRead(string text, DateOnly dayZero, out DateOnly day, out string fault)
    {
        day = default;
        fault = Forms;
        var cell = WithoutMidnight(text);
        if (TryReadSerial(cell, dayZero, out day))
            return true;
        if (!TrySplit(cell, out var year, out var month, out var date))
            return false;
        if (FaultOfYear(year) is { } ofYear)
        {
            fault = ofYear;
            return false;
        }
        fault = "is not a date that exists";
        if (month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
            return false;
        day = new DateOnly(year, month, date);
        return true;
    }

    private static string? FaultOfYear(int year) =>
        year is < FirstYear or > LastYear ? $"is not between the years {FirstYear} and {LastYear}" : null;

    private static bool TryReadSerial(ReadOnlySpan<char> cell, DateOnly dayZero, out DateOnly day)
    {
        day = default;
        if (cell.Length != 5 || !TryReadNumber(cell, out var serial) || serial < SmallestSerial)
            return false;
        day = dayZero.AddDays(serial);
        return day.Year <= LastYear;
    }

    private static bool TrySplit(ReadOnlySpan<char> cell, out int year, out int month, out int date)
    {
        year = month = date = 0;
        var separator = cell.ContainsAny('/', '.') ? cell[cell.IndexOfAny('/', '.')] : cell.Contains('-') ? '-' : ' ';
        Span<Range> parts = stackalloc Range[4];
        if (cell.Split(parts, separator) != 3)
            return false;
        if (parts[0].GetOffsetAndLength(cell.Length).Length == 4)
            return TryReadNumber(cell[parts[0]], out year) && TryReadNumber(cell[parts[1]], out month) && TryReadNumber(cell[parts[2]], out date);
        return cell[parts[2]].Length == 4
            && TryReadNumber(cell[parts[2]], out year) && TryReadMonth(cell[parts[1]], out month) && TryReadNumber(cell[parts[0]], out date);
    }

    private static bool TryReadMonth(ReadOnlySpan<char> text, out int month) =>
        TryReadNumber(text, out month)
        || Months.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out month);

    private static bool TryReadNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // A cell of a date is often written out with the time that it never had.
    private static ReadOnlySpan<char> WithoutMidnight(string text)
    {
        ReadOnlySpan<char> cell = text;
        if (!cell.Contains(':'))
            return cell;
        foreach (var midnight in (ReadOnlySpan<string>)["T00:00:00", " 00:00:00", " 0:00:00", " 00:00", " 0:00"])
        {
            if (cell.EndsWith(midnight, StringComparison.Ordinal))
                return cell[..^midnight.Length];
        }
        return cell;
    }

    private static FrozenDictionary<string, int> MonthNames()
    {
        string[][] names =
        [
            ["Januari", "Jan"], ["Februari", "Pebruari", "Feb", "Peb"], ["Maret", "Mar"], ["April", "Apr"], ["Mei"], ["Juni", "Jun"],
            ["Juli", "Jul"], ["Agustus", "Agu", "Agt", "Ags"], ["September", "Sep", "Sept"], ["Oktober", "Okt"],
            ["November", "Nopember", "Nov", "Nop"], ["Desember", "Des"],
        ];
        return names
            .SelectMany((month, i) => month.Select(name => (Name: name, Number: i + 1)))
            .ToFrozenDictionary(month => month.Name, month => month.Number, StringComparer.OrdinalIgnoreCase);
    }
}
