using Workforce.Contract.Cities;
using Workforce.Contract.Policies;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Cycles;

/// <summary>Opens the cycle of a city and a day once, whoever comes first, and freezes into it what is in force.</summary>
public sealed class CycleOpening(CycleReader reader, CycleTable cycles, ListWorkUnits listWorkUnits, TimeProvider clock)
{
    /// <exception cref="NotReadyException">The city has no policy or no exemption list.</exception>
    public async Task<CycleSnapshot> OpenAsync(City city, DateOnly lastDay, CancellationToken cancellation)
    {
        var basis = await reader.ReadBasisAsync(city.Id, lastDay, cancellation);
        return basis.Opened ?? await OpenNewAsync(basis, city, lastDay, cancellation);
    }

    /// <summary>Adds units that were registered after the cycle was opened; what is frozen stays.</summary>
    public async Task<CycleSnapshot> AddNewUnitsAsync(CycleSnapshot snapshot, CancellationToken cancellation)
    {
        var cycle = snapshot.Cycle;
        var frozen = await FindAsync(cycle.Id, cancellation);
        await cycles.AddUnitsAsync(cycle.Id, await FreezeUnitsAsync(cycle.CityId, frozen.Exemptions, cancellation), cancellation);
        return CycleSnapshot.Of(cycle, (await FindAsync(cycle.Id, cancellation)).Units);
    }

    private async Task<FrozenCycle> FindAsync(Guid cycleId, CancellationToken cancellation) =>
        await reader.FindFrozenAsync(cycleId, cancellation) ?? throw new InvalidOperationException($"The cycle {cycleId} vanished");

    private async Task<CycleSnapshot> OpenNewAsync(CycleBasis basis, City city, DateOnly lastDay, CancellationToken cancellation)
    {
        var dayAfter = lastDay.AddDays(1);
        var policy = Policy.InForceOn(dayAfter, basis.Policies)
            ?? throw new NotReadyException($"{city.Name} has no policy in force on {dayAfter:yyyy-MM-dd}; apply one first");
        var exemptions = ExemptionList.InForceOn(dayAfter, basis.ExemptionLists)
            ?? throw new NotReadyException($"{city.Name} has no exemption list; apply one first, be it empty");
        var units = await FreezeUnitsAsync(city.Id, exemptions, cancellation);

        var cycle = Cycle.Open(city, lastDay, policy, exemptions, clock.GetUtcNow().UtcDateTime);
        if (await cycles.OpenAsync(cycle, units, cancellation))
            return CycleSnapshot.Of(cycle, units);
        // Another sweep was first: what it froze holds.
        return (await reader.ReadBasisAsync(city.Id, lastDay, cancellation)).Opened
            ?? throw new InvalidOperationException($"The cycle of {city.Code} and {lastDay:yyyy-MM-dd} vanished");
    }

    private async Task<IReadOnlyList<CycleUnit>> FreezeUnitsAsync(
        Guid cityId, ExemptionList exemptions, CancellationToken cancellation)
    {
        var units = await listWorkUnits(cityId, cancellation);
        return [.. units.Select(unit => CycleUnit.Frozen(unit, exemptions))];
    }
}
