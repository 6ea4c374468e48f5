using Workforce.ServiceDefaults.Access;

namespace Workforce.Contract.States;

/// <summary>Checks that each unit's states, as known now, sum to the persons whom the register has in it.</summary>
public sealed class CheckStates(KnownMoments moments, StateStore states, CountPersons countPersons)
{
    /// <param name="day">In the city's own calendar.</param>
    public async Task<StatesCheck> CheckAsync(Guid cityId, DateOnly day, CancellationToken cancellation)
    {
        var population = new Population(cityId, day, await moments.TakeAsync(cityId, knownAt: null, cancellation));
        var counts = await states.CountAsync(population, Reach.Everything, cancellation);
        return StatesCheck.Of(counts, await countPersons(cityId, day, population.LastDayFrom, cancellation));
    }
}
