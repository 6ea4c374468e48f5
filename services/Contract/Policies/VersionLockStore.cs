using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Policies;

/// <summary>Two calls that store a city's next version must not both compare with the same newest one.</summary>
internal static class VersionLockStore
{
    /// <summary>Waits for the city's lock, which ends with the transaction.</summary>
    public static Task TakeAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        work.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('versions of city ' || @cityId, 0))", new { cityId }, cancellation);
}
