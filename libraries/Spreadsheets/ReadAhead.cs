using System.Runtime.CompilerServices;

namespace Workforce.Spreadsheets;

public static class ReadAhead
{
    /// <summary>Reads the next item while the current one is being used; two of them are in memory.</summary>
    public static async IAsyncEnumerable<T> ReadAheadAsync<T>(
        this IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var reading = items.GetAsyncEnumerator(stop.Token);
        var next = NextAsync(reading);
        try
        {
            while (await next)
            {
                var item = reading.Current;
                next = NextAsync(reading);
                yield return item;
            }
        }
        finally
        {
            // The caller may have failed or gone: the read in flight is cancelled, and only its end is waited for.
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // On another thread, for what has arrived already is read without waiting.
    private static Task<bool> NextAsync<T>(IAsyncEnumerator<T> reading) => Task.Run(() => reading.MoveNextAsync().AsTask(), CancellationToken.None);
}
