using System.Globalization;

namespace Workforce.Cli.Clocks;

/// <summary>What the clock of a service shows.</summary>
/// <param name="StoryStartsAt">By which its story is known; null where the clock is real time.</param>
public sealed record ServiceClock(string Service, DateTimeOffset Shows, DateTimeOffset? StoryStartsAt)
{
    /// <summary>With its offset, for programs and sentences: <c>2021-01-08T09:00:00+08:00</c>; a fraction of the second where there is one.</summary>
    public static string Iso(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
