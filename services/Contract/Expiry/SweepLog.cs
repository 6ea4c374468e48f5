using System.Collections.Concurrent;

namespace Workforce.Contract.Expiry;

/// <summary>What operators read of sweeps.</summary>
public sealed partial class SweepLog(ILogger<SweepLog> logger)
{
    // What stays as it is until somebody mends it is found again by every sweep; saying it once is enough.
    private readonly ConcurrentDictionary<object, bool> _said = [];

    public void Swept(string city, DateOnly asOf, int contracts, double seconds) => Swept(logger, city, asOf, contracts, seconds);

    public void UnitUnknown(Guid unitId, string city, DateOnly lastDay)
    {
        if (_said.TryAdd((unitId, lastDay), true))
            UnitUnknown(logger, unitId, city, lastDay);
    }

    public void DayNotReady(string city, string reason)
    {
        if (_said.TryAdd((city, reason), true))
            DayNotReady(logger, city, reason);
    }

    public void CityFailed(string city, Exception exception) => CityFailed(logger, exception, city, exception.Message);

    public void LookFailed(Exception exception) => LookFailed(logger, exception, exception.Message);

    [LoggerMessage(EventId = 1, Level = LogLevel.Information,
        Message = "Swept {City} as of {AsOf:yyyy-MM-dd}: {Contracts} contracts ended in {Seconds:F2} s")]
    private static partial void Swept(ILogger logger, string city, DateOnly asOf, int contracts, double seconds);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error,
        Message = "Contracts of work unit {UnitId} of {City} that ended on {LastDay:yyyy-MM-dd} stay in force: the register has no such unit")]
    private static partial void UnitUnknown(ILogger logger, Guid unitId, string city, DateOnly lastDay);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning,
        Message = "The sweep of {City} stopped and will be tried again: {Reason}")]
    private static partial void CityFailed(ILogger logger, Exception exception, string city, string reason);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning,
        Message = "Could not look for days that are over and will try again: {Reason}")]
    private static partial void LookFailed(ILogger logger, Exception exception, string reason);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning,
        Message = "A day of {City} was left out of the sweep: {Reason}")]
    private static partial void DayNotReady(ILogger logger, string city, string reason);
}
