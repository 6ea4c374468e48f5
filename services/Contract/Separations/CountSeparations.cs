using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Separations;

/// <summary>Counts the separations of a city by code, as known at a moment: the answer of a moment that is over never changes.</summary>
public sealed class CountSeparations(Database database, TimeProvider clock)
{
    /// <param name="effectiveBy">Only those that are effective on this day; null is any.</param>
    /// <param name="knownAt">Null is now.</param>
    /// <exception cref="InvalidInputException">The moment is to come; or it is of a cycle, whose contracts are known as they are now alone.</exception>
    public async Task<IReadOnlyList<SeparationCount>> CountAsync(
        SeparationFilter filter, DateOnly? effectiveBy, DateTimeOffset? knownAt, Reach reach, CancellationToken cancellation)
    {
        if (knownAt is not null && filter.CycleId is not null)
            throw new InvalidInputException("known_at", null, "is given beside cycle_id: which contracts a cycle had at an earlier moment is not kept; ask by city, unit or contract");
        if (knownAt is not null && filter.CityId is null)
            throw new InvalidInputException("city_id", null, "is required with known_at");
        await using var work = await database.BeginAsync(cancellation);
        if (filter.CityId is { } cityId)
            await work.LockAsync([(ListLock.Of(cityId), false)], cancellation);
        // Once the list is locked: all that was recorded by this moment is seen.
        var now = ListLock.MomentOf(clock.GetUtcNow());
        if (knownAt?.UtcDateTime > now)
            throw new InvalidInputException("known_at", $"{knownAt:O}", "is to come");
        return await SeparationStore.CountAsync(work, filter, effectiveBy, knownAt?.UtcDateTime ?? now, reach, cancellation);
    }
}
