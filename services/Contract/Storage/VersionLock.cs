using Dapper;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Two that store a city's next version at once must not both compare with the same newest one.</summary>
internal static class VersionLock
{
    /// <summary>Waits for the city's lock, which goes with the transaction.</summary>
    public static async Task TakeAsync(Work work, Guid cityId, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtextextended('versions of city ' || @cityId, 0))",
            new { cityId }, work.Transaction, cancellationToken: cancellation));
}
