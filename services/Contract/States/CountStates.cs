using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.States;

/// <summary>Counts a city's workers by state and unit on a day, as known at a moment.</summary>
public sealed class CountStates(KnownMoments moments, StateStore states, CityDays days)
{
    /// <param name="day">Null is the city's today.</param>
    /// <param name="knownAt">Null is now.</param>
    /// <exception cref="InvalidInputException">The moment is to come.</exception>
    public async Task<StateCounts> CountAsync(Guid cityId, DateOnly? day, DateTimeOffset? knownAt, Reach reach, CancellationToken cancellation)
    {
        var moment = await moments.TakeAsync(cityId, knownAt, cancellation);
        return await states.CountAsync(new Population(cityId, day ?? await days.TodayAsync(cityId, cancellation), moment), reach, cancellation);
    }
}
