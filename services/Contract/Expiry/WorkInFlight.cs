using System.Diagnostics;
using Microsoft.Extensions.Options;
using Workforce.Contract.Storage;

namespace Workforce.Contract.Expiry;

/// <summary>Keeps sweeps from running far ahead of those who handle what they announce.</summary>
public sealed class WorkInFlight(ExpiryBatchTable batches, IOptions<SweepOptions> options) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(40);

    private readonly SemaphoreSlim _looking = new(1);
    private long _foundFullAt = long.MinValue;

    /// <summary>Waits until there is room for another chunk, or patience is at its end.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellation)
    {
        var patience = TimeSpan.FromSeconds(options.Value.PatienceSeconds);
        var waiting = Stopwatch.StartNew();
        while (await IsFullAsync(cancellation) && waiting.Elapsed < patience)
            await Task.Delay(BetweenLooks, cancellation);
    }

    public void Dispose() => _looking.Dispose();

    // That there is no room is found once for all sweeps that wait; that there is some holds only until the next chunk.
    private async Task<bool> IsFullAsync(CancellationToken cancellation)
    {
        await _looking.WaitAsync(cancellation);
        try
        {
            if (_foundFullAt != long.MinValue && Stopwatch.GetElapsedTime(_foundFullAt) < BetweenLooks)
                return true;
            var limit = options.Value.BatchesInFlight;
            var isFull = await batches.CountUnderWayAsync(limit, cancellation) >= limit;
            _foundFullAt = isFull ? Stopwatch.GetTimestamp() : long.MinValue;
            return isFull;
        }
        finally
        {
            _looking.Release();
        }
    }
}
