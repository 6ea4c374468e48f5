using System.Diagnostics;
using Microsoft.Extensions.Options;
using Workforce.Contract.Batches;

namespace Workforce.Contract.Sweeps;

/// <summary>Keeps sweeps from running far ahead of those who request ratings and issue notices.</summary>
/// <remarks>
/// Room that was counted once is used up before it is counted again: a night of many small cities would otherwise count for each of
/// them. Reports only make more of it; sweeps of other instances take no more than it was, so each may exceed the limit once.
/// </remarks>
public sealed class ContractsInFlight(BatchStore batches, IOptions<SweepOptions> options) : IDisposable
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(40);

    private readonly SemaphoreSlim _checking = new(1);
    private long _foundFullAt = long.MinValue;
    private int _room;

    /// <summary>Waits until there is room for another chunk, for <see cref="SweepOptions.PauseSeconds"/> at most.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellation)
    {
        var longest = TimeSpan.FromSeconds(options.Value.PauseSeconds);
        var pause = Stopwatch.StartNew();
        while (await IsFullAsync(cancellation) && pause.Elapsed < longest)
            await Task.Delay(BetweenChecks, cancellation);
    }

    /// <summary>A chunk of so many contracts was published.</summary>
    public void Published(int contracts) => Interlocked.Add(ref _room, -contracts);

    public void Dispose() => _checking.Dispose();

    // That there is no room is found once for all sweeps that wait.
    private async Task<bool> IsFullAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _room) > 0)
            return false;
        await _checking.WaitAsync(cancellation);
        try
        {
            if (Volatile.Read(ref _room) > 0)
                return false;
            if (_foundFullAt != long.MinValue && Stopwatch.GetElapsedTime(_foundFullAt) < BetweenChecks)
                return true;
            var room = options.Value.ContractsInFlight - await batches.CountInFlightAsync(cancellation);
            Volatile.Write(ref _room, room);
            _foundFullAt = room <= 0 ? Stopwatch.GetTimestamp() : long.MinValue;
            return room <= 0;
        }
        finally
        {
            _checking.Release();
        }
    }
}
