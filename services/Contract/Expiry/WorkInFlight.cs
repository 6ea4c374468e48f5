using System.Diagnostics;
using Microsoft.Extensions.Options;
using Workforce.Contract.Storage;

namespace Workforce.Contract.Expiry;

/// <summary>Keeps sweeps from running far ahead of those who handle what they announce.</summary>
public sealed class WorkInFlight(ExpiryBatchTable batches, IOptions<SweepOptions> options) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(40);

    private readonly SemaphoreSlim _looking = new(1);
    private long _lookedAt = long.MinValue;
    private bool _isFull;

    /// <summary>Waits until there is room for another chunk, or patience is at its end.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellation)
    {
        var patience = TimeSpan.FromSeconds(options.Value.PatienceSeconds);
        var waiting = Stopwatch.StartNew();
        while (await IsFullAsync(cancellation) && waiting.Elapsed < patience)
            await Task.Delay(BetweenLooks, cancellation);
    }

    public void Dispose() => _looking.Dispose();

    // One look for all sweeps that wait.
    private async Task<bool> IsFullAsync(CancellationToken cancellation)
    {
        await _looking.WaitAsync(cancellation);
        try
        {
            if (_lookedAt == long.MinValue || Stopwatch.GetElapsedTime(_lookedAt) >= BetweenLooks)
            {
                var limit = options.Value.BatchesInFlight;
                _isFull = await batches.CountUnfinishedAsync(limit, cancellation) >= limit;
                _lookedAt = Stopwatch.GetTimestamp();
            }
            return _isFull;
        }
        finally
        {
            _looking.Release();
        }
    }
}
