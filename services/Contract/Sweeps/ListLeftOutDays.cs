using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Sweeps;

/// <summary>Lists the days of a city that a sweep would leave out now, with the reason. What only waits for the next sweep is none of them.</summary>
public sealed class ListLeftOutDays(
    CityStore cities, UnsweptDayStore unsweptDays, CycleStore cycles, ListWorkUnits listWorkUnits, CheckArrivals checkArrivals, TimeProvider clock)
{
    /// <returns>Days before the city's today, oldest first.</returns>
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<IReadOnlyList<LeftOutDay>> ListAsync(Guid cityId, CancellationToken cancellation)
    {
        var city = await cities.GetAsync(cityId, cancellation);
        var unswept = await unsweptDays.ListContractsAsync(cityId, clock.TodayIn(city.TimeZone), DateTime.MaxValue, cancellation);
        if (unswept.Count == 0)
            return [];

        var basis = await cycles.ReadDecisionsAsync(cityId, cancellation);
        var unregistered = await UnregisteredAsync(cityId, unswept, cancellation);
        var arrival = (await checkArrivals.CheckAsync([city], despiteMissing: false, cancellation))[cityId];
        return LeftOutDay.Of(city, unswept, basis, unregistered, arrival);
    }

    private async Task<IReadOnlySet<Guid>> UnregisteredAsync(
        Guid cityId, IReadOnlyList<UnsweptContracts> unswept, CancellationToken cancellation)
    {
        var unknown = unswept.Where(contracts => contracts is { HasCycle: true, HasUnit: false }).Select(contracts => contracts.UnitId).ToHashSet();
        if (unknown.Count > 0)
            unknown.ExceptWith((await listWorkUnits(cityId, cancellation)).Select(unit => unit.Id));
        return unknown;
    }
}
