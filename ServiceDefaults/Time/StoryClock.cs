using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Workforce.ServiceDefaults.Time;

/// <summary>
/// The system's clock, moved so that it shows <c>Clock:StartsAt</c> when the process starts and runs on from there.
/// Only what people would call the date and time uses it; leases and timeouts use real time.
/// </summary>
public sealed class StoryClock : TimeProvider
{
    public const string Key = "Clock:StartsAt";

    private readonly TimeSpan _ahead;

    private StoryClock(DateTimeOffset startsAt) => _ahead = startsAt - System.GetUtcNow();

    /// <summary>The system's own clock unless the configuration moves it.</summary>
    /// <exception cref="InvalidOperationException">The setting is not a moment with its offset from UTC.</exception>
    public static TimeProvider From(IConfiguration configuration)
    {
        var startsAt = configuration[Key];
        return string.IsNullOrEmpty(startsAt) ? System : new StoryClock(Parse(startsAt));
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    private static DateTimeOffset Parse(string value)
    {
        string[] forms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
        var hasOffset = value.EndsWith('Z') || value.LastIndexOfAny(['+', '-']) > value.IndexOf('T', StringComparison.Ordinal);
        if (hasOffset && DateTimeOffset.TryParseExact(value, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return moment;
        throw new InvalidOperationException(
            $"{Key} '{value}': not a moment with its offset, such as 2021-01-01T00:00:05+08:00");
    }
}
