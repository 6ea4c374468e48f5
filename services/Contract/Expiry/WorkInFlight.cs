using System.Diagnostics;
using Microsoft.Extensions.Options;
using Workforce.Contract.Storage;

namespace Workforce.Contract.Expiry;

/// <summary>Keeps sweeps from running far ahead of those who handle what they announce.</summary>
public sealed class WorkInFlight(ExpiryBatchTable batches, IOptions<SweepOptions> options)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(40);

    /// <summary>Waits until there is room for another chunk, or patience is at its end.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellation)
    {
        var limit = options.Value.BatchesInFlight;
        var patience = TimeSpan.FromSeconds(options.Value.PatienceSeconds);
        var waiting = Stopwatch.StartNew();
        while (await batches.CountUnfinishedAsync(limit, cancellation) >= limit && waiting.Elapsed < patience)
            await Task.Delay(BetweenLooks, cancellation);
    }
}
