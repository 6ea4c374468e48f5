using System.Diagnostics;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>The call that ends contracts.</summary>
public static class Expiry
{
    // A nation's worth of contracts, at a tenth of the speed measured.
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(30);

    // Contract hears of a new city by a message that may still be on its way.
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="system">The running system.</param>
    /// <param name="cityId">Whose contracts; Registry knows the city.</param>
    /// <param name="asOf">yyyy-MM-dd, or empty for the city's today.</param>
    /// <param name="cancellation">Ends the waiting, not necessarily the sweep.</param>
    public static async Task<ExpireReply> StartAsync(WorkforceSystem system, string cityId, string asOf, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await system.Cycles.ExpireAsync(
                    new ExpireRequest { CityId = cityId, AsOf = asOf }, deadline: DateTime.UtcNow + Allowed, cancellationToken: cancellation);
            }
            catch (RpcException fault) when (fault.StatusCode == StatusCode.NotFound && Stopwatch.GetElapsedTime(start) < UntilKnown)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
