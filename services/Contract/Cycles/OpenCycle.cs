using Workforce.Contract.Cities;
using Workforce.Contract.Policies;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Cycles;

/// <summary>Opens the cycle of a city and a day, once, and freezes into it what is in force on the day after.</summary>
public sealed class OpenCycle(Database database, CycleStore cycles, ListWorkUnits listWorkUnits, TimeProvider clock)
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

        if (await AddAsync(city, lastDay, policy, exemptions, units, cancellation) is { } cycle)
            return (cycle, null);
        // Another sweep was first: what it froze holds.
        var first = (await cycles.ReadBasisAsync(city.Id, lastDay, cancellation)).Opened;
        return (first ?? throw new InvalidOperationException($"The cycle of {city.Code} and {lastDay:yyyy-MM-dd} vanished"), null);
    }

    // Who asks what was known at an earlier moment than the cycle's does not wait for it, and who asks at a later one sees it.
    private async Task<FrozenCycle?> AddAsync(
        City city, DateOnly lastDay, Policy policy, ExemptionList exemptions, IReadOnlyList<WorkUnit> units, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        var now = await RegisterLock.ShareAsync(work, [city.Id], clock, cancellation);
        var cycle = new FrozenCycle(
            Cycle.Open(city, lastDay, policy, exemptions, new DateTimeOffset(now).DayIn(city.TimeZone), now), policy, exemptions,
            units.Select(unit => CycleUnit.Frozen(unit, exemptions)).ToDictionary(unit => unit.UnitId));
        if (!await CycleStore.AddAsync(work, cycle, cancellation))
            return null;
        await work.CommitAsync(cancellation);
        return cycle;
    }
}
