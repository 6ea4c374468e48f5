using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Cycles;

/// <summary>Opens the cycle of a city and a day, once, and freezes into it what is in force on the day after.</summary>
public sealed class OpenCycle(CycleStore cycles, ListWorkUnits listWorkUnits, TimeProvider clock)
{
    /// <returns>The cycle, whichever sweep has opened it; or what it lacks to be opened.</returns>
    public async Task<(FrozenCycle? Cycle, Lack? Lack)> OpenAsync(City city, DateOnly lastDay, CancellationToken cancellation)
    {
        var basis = await cycles.ReadBasisAsync(city.Id, lastDay, cancellation);
        if (basis.Opened is { } opened)
            return (opened, null);

        if (basis.LackOf(city, lastDay) is { } lack)
            return (null, lack);
        var (policy, exemptions) = (basis.PolicyAfter(lastDay)!, basis.ExemptionsAfter(lastDay)!);
        var units = await listWorkUnits(city.Id, cancellation);

        var cycle = new FrozenCycle(
            Cycle.Open(city, lastDay, policy, exemptions, clock.TodayIn(city.TimeZone), clock.GetUtcNow().UtcDateTime), policy, exemptions,
            units.Select(unit => CycleUnit.Frozen(unit, exemptions)).ToDictionary(unit => unit.UnitId));
        if (await cycles.AddAsync(cycle, cancellation))
            return (cycle, null);
        // Another sweep was first: what it froze holds.
        var first = (await cycles.ReadBasisAsync(city.Id, lastDay, cancellation)).Opened;
        return (first ?? throw new InvalidOperationException($"The cycle of {city.Code} and {lastDay:yyyy-MM-dd} vanished"), null);
    }
}
