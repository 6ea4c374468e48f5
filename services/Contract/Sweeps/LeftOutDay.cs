using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;

namespace Workforce.Contract.Sweeps;

/// <summary>Contracts whose last day is over and that a sweep leaves in force, because something is missing.</summary>
/// <param name="UnitId">Whose contracts they are; null for those of all units.</param>
public sealed record LeftOutDay(DateOnly LastDay, int Contracts, Lack Lack, Guid? UnitId = null)
{
    private static readonly Lack ArrivedLater = new(
        LeftOutReason.RegisterNotReceived, "arrived from the register while the city was being swept; the next sweep takes them, expire again");

    /// <param name="unswept">What is in force, oldest day first.</param>
    /// <param name="unregistered">Units that the register does not have.</param>
    /// <returns>In the same order; of a day several, where several units are not registered.</returns>
    public static IReadOnlyList<LeftOutDay> Of(
        City city, IReadOnlyList<UnsweptContracts> unswept, CycleBasis basis, IReadOnlySet<Guid> unregistered, Arrival arrival) =>
    [
        .. from contracts in unswept
           let isUnregistered = contracts is { HasCycle: true, HasUnit: false } && unregistered.Contains(contracts.UnitId)
           let lack = isUnregistered ? NotRegistered(city, contracts.UnitId)
               : (contracts.HasCycle ? null : basis.LackOf(city, contracts.LastDay)) ?? arrival.Lack
           let leftOut = lack is null ? contracts.Later : contracts.Contracts
           where leftOut > 0
           group leftOut by (contracts.LastDay, Lack: lack ?? ArrivedLater, UnitId: isUnregistered ? contracts.UnitId : (Guid?)null) into day
           select new LeftOutDay(day.Key.LastDay, day.Sum(), day.Key.Lack, day.Key.UnitId),
    ];

    private static Lack NotRegistered(City city, Guid unitId) => new(
        LeftOutReason.UnitNotRegistered, $"the register of {city.Name} has no work unit {unitId}; apply the city with it first");
}
