using Workforce.ServiceDefaults.Access;
using Workforce.Contract.Cities;

namespace Workforce.Contract.Cycles;

/// <summary>Adds to a cycle the units that were registered after it was opened; what is frozen stays.</summary>
public sealed class AddUnits(CycleStore cycles, ListWorkUnits listWorkUnits)
{
    /// <returns>The cycle with all units that the register has now.</returns>
    public async Task<FrozenCycle> AddAsync(FrozenCycle cycle, CancellationToken cancellation)
    {
        var registered = await listWorkUnits(cycle.Cycle.CityId, cancellation);
        await cycles.AddUnitsAsync(cycle.Cycle.Id, [.. registered.Select(unit => CycleUnit.Frozen(unit, cycle.Exemptions))], cancellation);
        return await cycles.FindFrozenAsync(cycle.Cycle.Id, Reach.Everything, cancellation)
            ?? throw new InvalidOperationException($"The cycle {cycle.Cycle.Id} vanished");
    }
}
