using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.ServiceDefaults.Access;

/// <summary>The day that it is in a city, for services that know of cities what the directory has.</summary>
public sealed class CityDays
{
    private readonly DirectoryWatch _watch;
    private readonly TimeProvider _clock;

    internal CityDays(DirectoryWatch watch, TimeProvider clock) => (_watch, _clock) = (watch, clock);

    /// <exception cref="NotFoundException">There is no such city.</exception>
    /// <exception cref="TimeoutException">It cannot be known now.</exception>
    public ValueTask<DateOnly> TodayAsync(Guid cityId, CancellationToken cancellation) => DayOfAsync(cityId, _clock.GetUtcNow(), cancellation);

    /// <summary>Today in the city; null while the directory does not have it.</summary>
    /// <exception cref="TimeoutException">It cannot be known now.</exception>
    public async ValueTask<DateOnly?> FindTodayAsync(Guid cityId, CancellationToken cancellation) =>
        (await _watch.GetAsync(cancellation)).FindCity(cityId) is { } city ? _clock.TodayIn(city.TimeZone) : null;

    /// <summary>The day that it is there at a moment.</summary>
    /// <exception cref="NotFoundException">There is no such city.</exception>
    /// <exception cref="TimeoutException">It cannot be known now.</exception>
    public async ValueTask<DateOnly> DayOfAsync(Guid cityId, DateTimeOffset moment, CancellationToken cancellation) =>
        moment.DayIn(await ZoneOfAsync(cityId, cancellation));

    /// <summary>The first moment there after a day, UTC.</summary>
    /// <exception cref="NotFoundException">There is no such city.</exception>
    /// <exception cref="TimeoutException">It cannot be known now.</exception>
    public async ValueTask<DateTime> EndOfAsync(Guid cityId, DateOnly day, CancellationToken cancellation) =>
        day.EndIn(await ZoneOfAsync(cityId, cancellation));

    private async ValueTask<string> ZoneOfAsync(Guid cityId, CancellationToken cancellation)
    {
        var directory = await _watch.GetAsync(cancellation);
        // One that was registered a moment ago may not have come yet.
        var city = directory.FindCity(cityId) ?? (await _watch.SearchAsync(cancellation)).FindCity(cityId);
        return city?.TimeZone ?? throw new NotFoundException("city", $"{cityId}");
    }
}
