using System.Diagnostics;
using Grpc.Core;

namespace Workforce.Cli.Connections;

/// <summary>Retries what may be repeated while a service restarts.</summary>
public static class Retry
{
    /// <summary>The time within which a service must be back.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Retries <paramref name="call"/> while its service is unreachable, for at most <see cref="Timeout"/> without an answer: a call that
    /// ran for minutes before its service was restarted has all of it.
    /// </summary>
    public static async Task<T> WhileUnreachableAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        var silentSince = Stopwatch.GetTimestamp();
        var warned = false;
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                return await call();
            }
            catch (RpcException fault) when (
                fault.StatusCode == StatusCode.Unavailable
                && (Stopwatch.GetElapsedTime(start) > SilentFor || Stopwatch.GetElapsedTime(silentSince) < Timeout))
            {
                if (Stopwatch.GetElapsedTime(start) > SilentFor)
                    silentSince = Stopwatch.GetTimestamp();
                if (!warned && Stopwatch.GetElapsedTime(silentSince) > SilentFor)
                {
                    await Console.Error.WriteLineAsync($"A service does not answer; waiting at most {Timeout.TotalSeconds:0} seconds.");
                    warned = true;
                }

                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
