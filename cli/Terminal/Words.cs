using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Spectre.Console;

namespace Workforce.Cli.Terminal;

/// <summary>Formats numbers, days and times for the screen.</summary>
public static class Words
{
    /// <summary><c>2,180</c></summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 letter</c>, <c>62 letters</c></summary>
    public static string Count(long number, string singular, string? plural = null) =>
        $"{Number(number)} {(number == 1 ? singular : plural ?? singular + "s")}";

    /// <summary><c>0.84 s</c>, <c>12.3 s</c>, <c>2 min 05 s</c></summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
    };

    /// <summary><c>31 December 2020</c>, from yyyy-MM-dd.</summary>
    public static string Day(string iso) => DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : iso;

    /// <summary>yyyy-MM-dd</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2021-01-04 01:02:03</c>, in UTC.</summary>
    public static string Moment(Timestamp moment) =>
        moment.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>1 December 2020 08:00</c>, in the moment's own zone.</summary>
    public static string Moment(DateTimeOffset moment) => moment.ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>640 KB</c>, <c>1.4 MB</c></summary>
    public static string Bytes(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1_000d):N0} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000d:N1} MB");

    /// <summary>A value from outside, so that its brackets and control characters have no effect on the terminal.</summary>
    public static string Safe(string value) =>
        Markup.Escape(string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter)));
}
