using Workforce.Cli.Errors;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>calendar</c> of <c>policy.yaml</c>: the working days (hari kerja). Contract has it.</summary>
public static class CalendarSection
{
    private const string Week = "week";

    // In the order of the week, which begins with the number 1.
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <returns>Null when the policy has no such section.</returns>
    /// <exception cref="BadInputException">A field is invalid.</exception>
    public static WorkingCalendar? Read(YamlSection file)
    {
        if (file.OptionalSection("calendar")?.Allow(Week, "holidays") is not { } section)
            return null;
        return new WorkingCalendar { Week = { WeekOf(section) }, Holidays = { section.Days("holidays") } };
    }

    private static IEnumerable<Weekday> WeekOf(YamlSection section)
    {
        if (section.IsList(Week))
            return section.Texts(Week).Select(word => DayOf(section, word));
        if (section.OptionalText(Week) is not { } range)
            return [];
        return range.Split('-', StringSplitOptions.TrimEntries) is [var first, var last]
            ? From(DayOf(section, first), DayOf(section, last))
            : throw section.Invalid(Week, $"'{range}' is neither a range of days, such as mon-fri, nor a list, such as [mon, tue]");
    }

    // A range may go on over the end of the week: sun-thu.
    private static IEnumerable<Weekday> From(Weekday first, Weekday last)
    {
        var days = ((int)last - (int)first + Days.Length) % Days.Length + 1;
        return Enumerable.Range(0, days).Select(day => (Weekday)(((int)first - 1 + day) % Days.Length + 1));
    }

    private static Weekday DayOf(YamlSection section, string word) => Array.IndexOf(Days, word) is var at and >= 0
        ? (Weekday)(at + 1)
        : throw section.Invalid(Week, $"'{word}' is none of {string.Join(", ", Days)}{Nearest.Hint(word, Days)}");
}
