using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Sweeps;

/// <summary>Lists the days of a city that sweeps leave out, with the reason. What only waits for the next sweep is none of them.</summary>
public sealed class ListLeftOutDays(
    CityStore cities, UnsweptDayStore unsweptDays, CycleStore cycles, ListWorkUnits listWorkUnits, CheckArrival checkArrival, TimeProvider clock)
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
        var notArrived = await checkArrival.CheckAsync(city, cancellation);
        return
        [
            .. from contracts in unswept
               let isUnregistered = contracts.HasCycle && unregistered.Contains(contracts.UnitId)
               let lack = isUnregistered ? NotRegistered(city, contracts.UnitId)
                   : contracts.HasCycle ? notArrived
                   : basis.LackOf(city, contracts.LastDay) ?? notArrived
               where lack is not null
               group contracts.Contracts by (contracts.LastDay, Lack: lack, UnitId: isUnregistered ? contracts.UnitId : (Guid?)null) into day
               select new LeftOutDay(day.Key.LastDay, day.Sum(), day.Key.Lack, day.Key.UnitId),
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
