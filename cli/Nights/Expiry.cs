using Workforce.Cli.Connections;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>The call that ends contracts.</summary>
public static class Expiry
{
    // A nation's worth of contracts, at a tenth of the speed measured.
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(30);

    /// <param name="system">The running system.</param>
    /// <param name="cityId">Whose contracts.</param>
    /// <param name="asOf">yyyy-MM-dd, or empty for the city's today.</param>
    /// <param name="cancellation">Ends the waiting, not necessarily the sweep.</param>
    public static Task<ExpireReply> StartAsync(WorkforceSystem system, string cityId, string asOf, CancellationToken cancellation) =>
        system.Cycles.ExpireAsync(
            new ExpireRequest { CityId = cityId, AsOf = asOf }, deadline: DateTime.UtcNow + Allowed, cancellationToken: cancellation).ResponseAsync;
}
