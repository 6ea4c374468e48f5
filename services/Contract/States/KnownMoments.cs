using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.States;

/// <summary>Takes moments as known at which the answer never changes.</summary>
public sealed class KnownMoments(Database database, TimeProvider clock)
{
    /// <summary>
    /// Waits until all that is being recorded of a city by an earlier moment is committed: what is recorded later has a later moment. It waits of a
    /// moment that is long over too, for a story's clock leaps days in a second.
    /// </summary>
    /// <param name="knownAt">Null is now.</param>
    /// <returns>UTC.</returns>
    /// <exception cref="InvalidInputException">The moment is to come.</exception>
    public async Task<DateTime> TakeAsync(Guid cityId, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        // One lock after the other: with one held while it waits for the other, it would keep those waiting who need the first alone.
        var now = await PassAsync(ListLock.Of(cityId), alone: false, cancellation);
        if (knownAt?.UtcDateTime > now)
            throw new InvalidInputException("known_at", $"{knownAt:O}", "is to come");
        await PassAsync(RegisterLock.Of(cityId), alone: true, cancellation);
        return knownAt?.UtcDateTime ?? now;
    }

    private async Task<DateTime> PassAsync(Guid lockId, bool alone, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync([(lockId, alone)], cancellation);
        return ListLock.MomentOf(clock.GetUtcNow());
    }
}
