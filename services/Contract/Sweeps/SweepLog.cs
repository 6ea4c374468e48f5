using System.Collections.Concurrent;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Sweeps;

/// <summary>What operators read of sweeps.</summary>
public sealed partial class SweepLog(ILogger<SweepLog> logger)
{
    // Every sweep finds it again until the operator corrects it; logging it once is enough.
    private readonly ConcurrentDictionary<object, bool> _logged = [];

    public void Swept(string city, DateOnly asOf, int contracts, double seconds) => Swept(logger, city, asOf, contracts, seconds);

    public void UnitNotRegistered(Guid unitId, string city, DateOnly lastDay)
    {
        if (_logged.TryAdd((unitId, lastDay), true))
            UnitNotRegistered(logger, unitId, city, lastDay);
    }

    public void DayNotReady(string city, string reason)
    {
        if (_logged.TryAdd((city, reason), true))
            DayNotReady(logger, city, reason);
    }

    public void CityNotReady(string city, DateOnly asOf, Lack lack)
    {
        if (!_logged.TryAdd((city, asOf, lack.Reason), true))
            return;
        if (lack.Reason is LeftOutReason.RegisterBrokenOff)
            CityBlocked(logger, city, lack.Explanation);
        else
            CityNotReady(logger, city, lack.Explanation);
    }

    public void ContractsMissing(string city, DateOnly asOf, int contracts)
    {
        if (_logged.TryAdd((city, asOf, contracts), true))
            ContractsMissing(logger, contracts, city);
    }

    public void CityFailed(string city, Exception exception) => CityFailed(logger, UnexpectedFailureException.Of(exception), city);

    public void TimerFailed(Exception exception) => TimerFailed(logger, UnexpectedFailureException.Of(exception));

    [LoggerMessage(EventId = 1, Level = LogLevel.Information,
        Message = "Swept {City} as of {AsOf:yyyy-MM-dd}: {Contracts} contracts expired in {Seconds:F2} s")]
    private static partial void Swept(ILogger logger, string city, DateOnly asOf, int contracts, double seconds);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error,
        Message = "Contracts of work unit {UnitId} of {City} that ended on {LastDay:yyyy-MM-dd} remain in force: the register has no such unit")]
    private static partial void UnitNotRegistered(ILogger logger, Guid unitId, string city, DateOnly lastDay);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning,
        Message = "The sweep of {City} stopped and will be retried")]
    private static partial void CityFailed(ILogger logger, Exception exception, string city);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning,
        Message = "The sweeps that are due could not begin; the timer retries")]
    private static partial void TimerFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning,
        Message = "A day of {City} was left out of the sweep: {Reason}")]
    private static partial void DayNotReady(ILogger logger, string city, string reason);

    [LoggerMessage(EventId = 6, Level = LogLevel.Information,
        Message = "{City} is not swept yet: {Reason}")]
    private static partial void CityNotReady(ILogger logger, string city, string reason);

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning,
        Message = "{City} is not swept: {Reason}")]
    private static partial void CityBlocked(ILogger logger, string city, string reason);

    [LoggerMessage(EventId = 7, Level = LogLevel.Error,
        Message = "{Contracts} contracts in the register of {City} have not arrived in time, and the city is swept without them")]
    private static partial void ContractsMissing(ILogger logger, int contracts, string city);
}
