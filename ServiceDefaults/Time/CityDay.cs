using System.Globalization;

namespace Workforce.ServiceDefaults.Time;

public static class CityDay
{
    internal const string IsoForm = "yyyy-MM-dd";

    /// <summary>The day as protos, files and messages to people have it.</summary>
    public static string ToIso(this DateOnly day) => day.ToString(IsoForm, CultureInfo.InvariantCulture);

    /// <summary>The moment's day, UTC, likewise.</summary>
    public static string ToIso(this DateTime moment) => DateOnly.FromDateTime(moment).ToIso();

    /// <summary>The day that <see cref="ToIso(DateOnly)"/> has written.</summary>
    /// <exception cref="FormatException">It has not.</exception>
    public static DateOnly FromIso(string day) => DateOnly.ParseExact(day, IsoForm, CultureInfo.InvariantCulture);

    /// <summary>The date that a wall calendar in the zone shows now.</summary>
    /// <param name="zone">IANA name, for example <c>Asia/Makassar</c>.</param>
    /// <exception cref="TimeZoneNotFoundException">No such zone.</exception>
    public static DateOnly TodayIn(this TimeProvider clock, string zone) => clock.GetUtcNow().DayIn(zone);

    /// <summary>The date that a wall calendar in the zone shows at the moment.</summary>
    /// <param name="zone">IANA name, for example <c>Asia/Makassar</c>.</param>
    /// <exception cref="TimeZoneNotFoundException">No such zone.</exception>
    public static DateOnly DayIn(this DateTimeOffset moment, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>The first moment after the day by a wall clock in the zone, UTC.</summary>
    /// <param name="zone">IANA name, for example <c>Asia/Makassar</c>.</param>
    /// <exception cref="TimeZoneNotFoundException">No such zone.</exception>
    public static DateTime EndIn(this DateOnly day, string zone) =>
        TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById(zone));
}
