using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Directories;

/// <summary>Reads what every service must know to allow or deny a call.</summary>
public sealed class DirectoryStore(Database database)
{
    /// <summary>Grows with every change of a city, an appointment or a denial, in the same transaction.</summary>
    public const string Version = "select version from directory_version";

    /// <summary>
    /// All cities and the denials in force; null when the version is the one that is known. Implements <see cref="FetchDirectory"/> for this
    /// service itself; the others ask for it by gRPC.
    /// </summary>
    public async Task<AccessDirectory?> ReadAsync(long version, CancellationToken cancellation)
    {
        // The version first: cities and denials are then of that version or a later one, never of an earlier.
        var current = await database.ScalarAsync<long>(Version, null, cancellation);
        if (current == version)
            return null;
        return await database.ReadAsync(
            "select id, code, time_zone, purpose_required from city; select issuer, subject, token_id from denial where lifted_at is null", null,
            async results => new AccessDirectory(
                current, [.. await results.ReadAsync<DirectoryCity>()], [.. await results.ReadAsync<Denied>()]),
            cancellation);
    }
}
