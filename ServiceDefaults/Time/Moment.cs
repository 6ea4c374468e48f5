using System.Globalization;

namespace Workforce.ServiceDefaults.Time;

/// <summary>A moment as settings and requests have it: with its offset from UTC, seconds may be left out.</summary>
public static class Moment
{
    /// <summary>For sentences about what is none.</summary>
    public const string Example = "2021-01-01T00:00:05+08:00";

    private static readonly string[] Forms = ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        // Without one, .NET would take the offset of the machine.
        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        moment = default;
        return hasOffset && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    /// <summary>In UTC, without what is shorter than a millisecond.</summary>
    public static DateTime WholeMilliseconds(this DateTimeOffset moment) => moment.UtcDateTime.AddTicks(-(moment.UtcTicks % TimeSpan.TicksPerMillisecond));

    /// <summary>To the second, with its own offset: <c>2021-01-01T00:00:05+08:00</c>.</summary>
    public static string ToIso(this DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
