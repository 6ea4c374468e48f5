using Workforce.ServiceDefaults.Ids;

namespace Workforce.Contract.Records;

/// <summary>
/// What is recorded of a city's list is recorded one transaction after the other, each with a moment that it takes once it has the lock. So who
/// shares the lock sees all that was recorded by an earlier moment, and an answer as known at that moment never changes.
/// </summary>
internal static class ListLock
{
    /// <summary>Of the city's list: to be locked alone by who records, and together by who asks what was known.</summary>
    public static Guid Of(Guid cityId) => DerivedId.From("list of city", cityId);

    /// <summary>The moment, UTC, as the database keeps it: what is read again is what was stored.</summary>
    /// <param name="now">Taken once the list is locked.</param>
    public static DateTime MomentOf(DateTimeOffset now) => now.UtcDateTime.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMicrosecond));
}
