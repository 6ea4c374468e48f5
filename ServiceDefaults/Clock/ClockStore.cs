using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Clock;

/// <summary>Instances of the service that live, and how many of them have a move.</summary>
internal sealed record LiveInstances(int All, int Moved);

/// <summary>The tables of a story's clock and of the service's instances that have it.</summary>
internal sealed class ClockStore(Database database)
{
    /// <summary>Begins the story unless it has begun.</summary>
    public Task BeginAsync(DateTimeOffset startsAt, TimeSpan ahead, CancellationToken cancellation) => database.ExecuteAsync(
        """
        insert into story_clock (starts_at, ahead)
        select @startsAt, @ahead where not exists (select from story_clock where starts_at = @startsAt)
        """,
        new { startsAt = startsAt.UtcDateTime, ahead = ahead.Ticks }, cancellation);

    /// <returns>False when it is as far ahead already.</returns>
    public async Task<bool> TryMoveAsync(DateTimeOffset startsAt, TimeSpan ahead, Actor by, CancellationToken cancellation) => await database.ExecuteAsync(
        """
        insert into story_clock (starts_at, ahead, by_issuer, by_subject, by_name)
        select @startsAt, @ahead, @Issuer, @Subject, @Name
        where not exists (select from story_clock where starts_at = @startsAt and ahead >= @ahead)
        on conflict (starts_at, ahead) do nothing
        """,
        new { startsAt = startsAt.UtcDateTime, ahead = ahead.Ticks, by.Issuer, by.Subject, by.Name }, cancellation) == 1;

    /// <summary>Keeps that an instance lives.</summary>
    /// <param name="ahead">As the instance has it; null before it has read it.</param>
    /// <returns>As the story has it; what is moved once this has returned finds the instance.</returns>
    public async Task<TimeSpan> RenewAsync(Guid instance, DateTimeOffset startsAt, TimeSpan? ahead, CancellationToken cancellation) => new(await database.ScalarAsync<long>(
        """
        insert into clock_instance (id, starts_at, ahead, seen_at) values (@instance, @startsAt, @ahead, clock_timestamp())
        on conflict (id) do update set ahead = excluded.ahead, seen_at = excluded.seen_at
        returning (select max(ahead) from story_clock where starts_at = @startsAt)
        """,
        new { instance, startsAt = startsAt.UtcDateTime, ahead = ahead?.Ticks }, cancellation));

    /// <param name="silentFor">One that was not seen for so long does not live.</param>
    public async Task<LiveInstances> CountAsync(DateTimeOffset startsAt, TimeSpan ahead, TimeSpan silentFor, CancellationToken cancellation) => (await database.FindAsync<LiveInstances>(
        """
        select count(*)::int as "all", count(*) filter (where ahead >= @ahead)::int as moved
        from clock_instance where starts_at = @startsAt and seen_at > clock_timestamp() - @silentFor
        """,
        new { startsAt = startsAt.UtcDateTime, ahead = ahead.Ticks, silentFor }, cancellation))!;

    /// <summary>Deletes an instance that stops, and those that were not seen for so long.</summary>
    public Task DeleteAsync(Guid instance, TimeSpan silentFor, CancellationToken cancellation) => database.ExecuteAsync(
        "delete from clock_instance where id = @instance or seen_at < clock_timestamp() - @silentFor", new { instance, silentFor }, cancellation);
}
