using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Sweeps;

/// <summary>Lists the days of a city that sweeps leave out, with the reason. What only waits for the next sweep is none of them.</summary>
public sealed class ListLeftOutDays(
    CityStore cities, UnsweptDayStore unsweptDays, CycleStore cycles, ListWorkUnits listWorkUnits, TimeProvider clock)
{
    /// <param name="before">Only days before it; null = the city's today.</param>
    /// <returns>Oldest first; of a day several, where several units are not registered.</returns>
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<IReadOnlyList<LeftOutDay>> ListAsync(Guid cityId, DateOnly? before, CancellationToken cancellation)
    {
        var city = await cities.GetAsync(cityId, cancellation);
        var unswept = await unsweptDays.ListContractsAsync(cityId, before ?? clock.TodayIn(city.TimeZone), cancellation);
        if (unswept.Count == 0)
            return [];

        var basis = await cycles.ReadDecisionsAsync(cityId, cancellation);
        var unregistered = await UnregisteredAsync(cityId, unswept, cancellation);
        return
        [
            .. from contracts in unswept
               where !contracts.HasCycle
               group contracts.Contracts by contracts.LastDay into day
               let lack = basis.LackOf(city, day.Key)
               where lack is not null
               select new LeftOutDay(day.Key, day.Sum(), lack),
            .. from contracts in unswept
               where unregistered.Contains(contracts.UnitId) && contracts.HasCycle
               select new LeftOutDay(contracts.LastDay, contracts.Contracts, NotRegistered(city, contracts.UnitId), contracts.UnitId),
        ];
    }

    private async Task<IReadOnlySet<Guid>> UnregisteredAsync(
        Guid cityId, IReadOnlyList<UnsweptContracts> unswept, CancellationToken cancellation)
    {
        var unknown = unswept.Where(contracts => contracts is { HasCycle: true, HasUnit: false }).Select(contracts => contracts.UnitId).ToHashSet();
        if (unknown.Count > 0)
            unknown.ExceptWith((await listWorkUnits(cityId, cancellation)).Select(unit => unit.Id));
        return unknown;
    }

    private static Lack NotRegistered(City city, Guid unitId) => new(
        LeftOutReason.UnitNotRegistered, $"the register of {city.Name} has no work unit {unitId}; apply the city with it first");
}
