using System.Diagnostics;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Screens;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>Follows the cycles of a city until every expired contract has its request and its notice.</summary>
/// <param name="system">The running system.</param>
/// <param name="cityId">Whose cycles.</param>
/// <param name="counts">Which last days, yyyy-MM-dd, belong to what is followed.</param>
/// <param name="due">How many contracts must expire; null when the cycles themselves say.</param>
public sealed class FanOut(WorkforceSystem system, string cityId, Func<string, bool> counts, int? due)
{
    /// <summary>When nothing has moved for so long, the rest is taken for lost, and whoever reads the outcome will see it.</summary>
    public static readonly TimeSpan StandstillLimit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, CycleProgress> _cycles = [];
    private long _moved = Stopwatch.GetTimestamp();

    public Bar Expired { get; } = new("Contracts expired", due ?? 0);

    public Bar Requested { get; } = new("Ratings requested", due ?? 0);

    public Bar Told { get; } = new("Workers told", due ?? 0);

    public IReadOnlyList<Bar> Bars => [Expired, Requested, Told];

    /// <summary>As last heard of, oldest day first.</summary>
    public IReadOnlyList<CycleProgress> Cycles => [.. _cycles.Values.OrderBy(cycle => cycle.LastDay, StringComparer.Ordinal)];

    /// <summary>All that must expire has, and each has its request and its notice.</summary>
    public bool IsComplete => Told.Value >= Expired.Total && Requested.Value >= Expired.Total && Expired.Value >= Expired.Total;

    /// <param name="expiring">The call that expires, or a finished task.</param>
    /// <param name="cancellation">Ends the following.</param>
    public async Task FollowAsync(Task expiring, CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        while (!IsOver(expiring))
        {
            if (expiring.IsCompleted && Cycles.FirstOrDefault(cycle => !AllTold(cycle)) is { } open)
                await WatchAsync(open.CycleId, cancellation);
            // A sweep that has ended would end the other wait at once, and the loop would ask without a pause.
            else if (expiring.IsCompleted)
                await Task.Delay(Pause, cancellation);
            else
                await Task.WhenAny(expiring, Task.Delay(Pause, cancellation));
            if (!IsOver(expiring))
                await ListAsync(cancellation);
        }
    }

    private bool IsOver(Task expiring) =>
        expiring.IsFaulted || expiring.IsCanceled || (expiring.IsCompleted && IsComplete) || Stopwatch.GetElapsedTime(_moved) > StandstillLimit;

    private static bool AllTold(CycleProgress cycle) => cycle.Told >= cycle.Expired && cycle.Requested >= cycle.Expired;

    private async Task ListAsync(CancellationToken cancellation)
    {
        await foreach (var cycle in new Listings(system, cancellation).Cycles(cityId).Where(cycle => counts(cycle.LastDay)))
            Take(cycle);
        Show();
    }

    private async Task WatchAsync(string cycleId, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StandstillLimit);
        try
        {
            using var call = system.Cycles.WatchCycle(new WatchCycleRequest { CycleId = cycleId }, cancellationToken: patience.Token);
            await foreach (var progress in call.ResponseStream.ReadAllAsync(patience.Token))
            {
                patience.CancelAfter(StandstillLimit);
                Take(progress);
                Show();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nothing moved for long; the loop sees that too.
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            // The service is being restarted; the loop asks again.
            await Task.Delay(Pause, cancellation);
        }
    }

    private void Take(CycleProgress cycle)
    {
        if (_cycles.TryGetValue(cycle.CycleId, out var before) && before.Equals(cycle))
            return;
        _cycles[cycle.CycleId] = cycle;
        _moved = Stopwatch.GetTimestamp();
    }

    private void Show()
    {
        Expired.Value = _cycles.Values.Sum(cycle => (long)cycle.Expired);
        Requested.Value = _cycles.Values.Sum(cycle => (long)cycle.Requested);
        Told.Value = _cycles.Values.Sum(cycle => (long)cycle.Told);
        foreach (var bar in Bars)
            bar.Total = Math.Max(due ?? 0, Expired.Value);
    }
}
