using System.Diagnostics;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>Calls Contract to sweep a city now.</summary>
public static class Expiry
{
    // A nation's contracts, at a tenth of the measured speed.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    // Contract receives a new city as an event, which may still be in flight.
    private static readonly TimeSpan UntilReceived = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="cityId">A city that Registry has.</param>
    /// <param name="asOf">yyyy-MM-dd, or empty for the city's today.</param>
    /// <param name="despiteMissing">Also while contracts of the register have not arrived.</param>
    /// <param name="cancellation">Ends the call, not necessarily the sweep.</param>
    public static async Task<ExpireReply> StartAsync(WorkforceSystem system, string cityId, string asOf, bool despiteMissing, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var request = new ExpireRequest { CityId = cityId, AsOf = asOf, DespiteMissing = despiteMissing };
        while (true)
        {
            try
            {
                // A second time adds nothing, so it may be called again.
                return await Retry.WhileUnreachableAsync(
                    () => system.Cycles.ExpireAsync(request, deadline: DateTime.UtcNow + Timeout, cancellationToken: cancellation).ResponseAsync,
                    cancellation,
                    "Contract was away, and was called again: what it had expired before is not counted here, but by workforce report.");
            }
            catch (RpcException fault) when (fault.StatusCode == StatusCode.NotFound && Stopwatch.GetElapsedTime(start) < UntilReceived)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
