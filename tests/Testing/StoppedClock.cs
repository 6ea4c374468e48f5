using System.Globalization;

namespace Workforce.Testing;

/// <summary>Shows what a test sets, until the next test sets it.</summary>
public sealed class StoppedClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public void Set(string moment) => _now = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => _now;
}
