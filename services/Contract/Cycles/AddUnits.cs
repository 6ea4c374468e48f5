using Workforce.Contract.Cities;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Cycles;

/// <summary>Adds to a cycle the units that were registered after it was opened; what is frozen stays.</summary>
public sealed class AddUnits(Database database, CycleStore cycles, ListWorkUnits listWorkUnits, TimeProvider clock)
{
    /// <returns>The cycle with all units that the register has now.</returns>
    public async Task<FrozenCycle> AddAsync(FrozenCycle cycle, CancellationToken cancellation)
    {
        var registered = await listWorkUnits(cycle.Cycle.CityId, cancellation);
        await using (var work = await database.BeginAsync(cancellation))
        {
            var now = await RegisterLock.ShareAsync(work, [cycle.Cycle.CityId], clock, cancellation);
            await CycleStore.AddUnitsAsync(work, cycle.Cycle.Id, [.. registered.Select(unit => CycleUnit.Frozen(unit, cycle.Exemptions))], now, cancellation);
            await work.CommitAsync(cancellation);
        }
        return await cycles.FindFrozenAsync(cycle.Cycle.Id, Reach.Everything, cancellation)
            ?? throw new InvalidOperationException($"The cycle {cycle.Cycle.Id} vanished");
    }
}
