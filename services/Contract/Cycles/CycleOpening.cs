using Workforce.Contract.Cities;
using Workforce.Contract.Policies;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Cycles;

/// <summary>Opens the cycle of a city and a day once, whoever comes first, and freezes into it what is in force.</summary>
public sealed class CycleOpening(
    PolicyTable policies, ExemptionListTable exemptionLists, CycleTable cycles, ListWorkUnits listWorkUnits, TimeProvider clock)
{
    /// <exception cref="NotReadyException">The city has no policy or no exemption list.</exception>
    public async Task<CycleSnapshot> OpenAsync(City city, DateOnly lastDay, CancellationToken cancellation) =>
        await FindAsync(city.Id, lastDay, cancellation) ?? await OpenNewAsync(city, lastDay, cancellation);

    /// <summary>Adds units that were registered after the cycle was opened; what is frozen stays.</summary>
    public async Task<CycleSnapshot> AddNewUnitsAsync(CycleSnapshot snapshot, CancellationToken cancellation)
    {
        var cycle = snapshot.Cycle;
        var versions = await exemptionLists.ListAsync(cycle.CityId, cancellation);
        var exemptions = versions.Single(list => list.Version == cycle.ExemptionListVersion);
        await cycles.AddUnitsAsync(cycle.Id, await FreezeUnitsAsync(cycle.CityId, exemptions, cancellation), cancellation);
        return await WithUnitsAsync(cycle, cancellation);
    }

    private async Task<CycleSnapshot> OpenNewAsync(City city, DateOnly lastDay, CancellationToken cancellation)
    {
        var dayAfter = lastDay.AddDays(1);
        var policy = Policy.InForceOn(dayAfter, await policies.ListAsync(city.Id, cancellation))
            ?? throw new NotReadyException($"{city.Name} has no policy in force on {dayAfter:yyyy-MM-dd}; apply one first");
        var exemptions = ExemptionList.InForceOn(dayAfter, await exemptionLists.ListAsync(city.Id, cancellation))
            ?? throw new NotReadyException($"{city.Name} has no exemption list; apply one first, be it empty");
        var units = await FreezeUnitsAsync(city.Id, exemptions, cancellation);

        var cycle = Cycle.Open(city, lastDay, policy, exemptions, clock.GetUtcNow().UtcDateTime);
        if (await cycles.OpenAsync(cycle, units, cancellation))
            return Snapshot(cycle, units);
        // Another sweep may have been first: what it froze holds.
        return await FindAsync(city.Id, lastDay, cancellation)
            ?? throw new InvalidOperationException($"The cycle of {city.Code} and {lastDay:yyyy-MM-dd} vanished");
    }

    private async Task<CycleSnapshot?> FindAsync(Guid cityId, DateOnly lastDay, CancellationToken cancellation) =>
        await cycles.FindAsync(cityId, lastDay, cancellation) is { } cycle ? await WithUnitsAsync(cycle, cancellation) : null;

    private async Task<CycleSnapshot> WithUnitsAsync(Cycle cycle, CancellationToken cancellation)
    {
        var units = await cycles.ListUnitsAsync(cycle.Id, cancellation);
        return Snapshot(cycle, units);
    }

    private static CycleSnapshot Snapshot(Cycle cycle, IEnumerable<CycleUnit> units) =>
        new(cycle, units.ToDictionary(unit => unit.UnitId));

    private async Task<IReadOnlyList<CycleUnit>> FreezeUnitsAsync(
        Guid cityId, ExemptionList exemptions, CancellationToken cancellation)
    {
        var units = await listWorkUnits(cityId, cancellation);
        return [.. units.Select(unit => CycleUnit.Frozen(unit, exemptions))];
    }
}
