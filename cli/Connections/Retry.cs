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

    // Of calls that ran longer than the timeout: one that always fails as late is not repeated for ever.
    private const int LongCalls = 3;

    /// <summary>
    /// Retries <paramref name="call"/> while its service is unreachable, for at most <see cref="Timeout"/> without an answer: a call that
    /// ran for longer before its service was restarted has all of it, three times.
    /// </summary>
    /// <param name="onceRepeated">What the user must know of an answer that is not the first call's; null for nothing.</param>
    public static async Task<T> WhileUnreachableAsync<T>(Func<Task<T>> call, CancellationToken cancellation, string? onceRepeated = null)
    {
        var silentSince = Stopwatch.GetTimestamp();
        var (warned, longCalls, repeated) = (false, 0, false);
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                var answer = await call();
                if (repeated && onceRepeated is not null)
                    await Console.Error.WriteLineAsync(onceRepeated);
                return answer;
            }
            catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
            {
                if (Stopwatch.GetElapsedTime(start) > Timeout && longCalls++ < LongCalls)
                    silentSince = Stopwatch.GetTimestamp();
                if (Stopwatch.GetElapsedTime(silentSince) > Timeout)
                    throw;
                if (!warned && Stopwatch.GetElapsedTime(silentSince) > SilentFor)
                {
                    await Console.Error.WriteLineAsync($"A service does not answer; waiting at most {Timeout.TotalSeconds:0} seconds.");
                    warned = true;
                }

                await Task.Delay(Pause, cancellation);
                repeated = true;
            }
        }
    }
}
