using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.States;

/// <summary>Lists the states of a city's workers on a day, as known at a moment; the access log says whose.</summary>
public sealed class ListStates(KnownMoments moments, StateStore states, AccessLog accesses, CityDays days)
{
    /// <param name="day">Null is the city's today.</param>
    /// <param name="knownAt">Null is now.</param>
    /// <param name="after">Unit and contract of the last of the page before; null on the first page.</param>
    /// <exception cref="InvalidInputException">The moment is to come.</exception>
    public async Task<StatePage> ListAsync(
        Guid cityId, DateOnly? day, DateTimeOffset? knownAt, StateFilter filter, (Guid UnitId, Guid ContractId)? after, int size, AllowedCall call,
        CancellationToken cancellation)
    {
        var moment = await moments.TakeAsync(cityId, knownAt, cancellation);
        var population = new Population(cityId, day ?? await days.TodayAsync(cityId, cancellation), moment);
        var rows = await states.ListAsync(population, filter, after, size, call.Reach, cancellation);
        await accesses.WriteByCityAsync(call, rows.Select(row => (row.CityId, row.WorkerId)), "states");
        return new StatePage(population, rows);
    }
}
