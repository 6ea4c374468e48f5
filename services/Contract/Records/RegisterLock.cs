using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Records;

/// <summary>
/// What this service knows of a city's contracts and cycles is recorded by many transactions together, each with a moment that it takes once it
/// shares the lock. So who has had the lock alone since a moment sees all that was recorded by an earlier one.
/// </summary>
internal static class RegisterLock
{
    /// <summary>Of what is known of the city: to be locked together by who records, and alone, for a moment, by who asks what was known.</summary>
    public static Guid Of(Guid cityId) => DerivedId.From("register of city", cityId);

    /// <summary>Shares the locks of cities until the unit of work ends.</summary>
    /// <returns>The moment by which what is recorded is known from now on.</returns>
    public static async Task<DateTime> ShareAsync(UnitOfWork work, IEnumerable<Guid> cityIds, TimeProvider clock, CancellationToken cancellation)
    {
        await work.LockAsync(cityIds.Select(cityId => (Of(cityId), false)), cancellation);
        return ListLock.MomentOf(clock.GetUtcNow());
    }
}
