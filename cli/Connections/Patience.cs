using System.Diagnostics;
using Grpc.Core;

namespace Workforce.Cli.Connections;

/// <summary>Rides out the restart of a service, for reads that may be repeated.</summary>
public static class Patience
{
    /// <summary>How long a service may be away.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Repeats <paramref name="read"/> while its service is unreachable, but no longer than <see cref="Limit"/>.</summary>
    public static async Task<T> WhileUnreachableAsync<T>(Func<Task<T>> read, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var told = false;
        while (true)
        {
            try
            {
                return await read();
            }
            catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable && Stopwatch.GetElapsedTime(start) < Limit)
            {
                if (!told && Stopwatch.GetElapsedTime(start) > SilentFor)
                {
                    await Console.Error.WriteLineAsync($"Part of the system does not answer; waiting for it, at most {Limit.TotalSeconds:0} seconds.");
                    told = true;
                }

                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
