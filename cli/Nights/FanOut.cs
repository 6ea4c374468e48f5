using System.Diagnostics;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>Follows cycles of a city until every expired contract has its notice, and its request where one is due.</summary>
/// <param name="isFollowed">Of a cycle's last day, yyyy-MM-dd.</param>
/// <param name="due">How many contracts must expire; null when as many as have expired.</param>
public sealed class FanOut(WorkforceSystem system, string cityId, Func<string, bool> isFollowed, int? due)
{
    /// <summary>Without progress for so long the command gives up; what is missing then is counted as lost in the outcome.</summary>
    public static readonly TimeSpan StandstillLimit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, CycleProgress> _cycles = [];
    private long _moved = Stopwatch.GetTimestamp();
    private int? _due = due;

    public Bar Expired { get; } = new("Contracts expired", due ?? 0);

    public Bar Requested { get; } = new("Ratings requested", due ?? 0);

    public Bar Notified { get; } = new("Workers notified", due ?? 0);

    public IReadOnlyList<Bar> Bars => [Expired, Requested, Notified];

    /// <summary>As last received, oldest day first.</summary>
    public IReadOnlyList<CycleProgress> Cycles => [.. _cycles.Values.OrderBy(cycle => cycle.LastDay, StringComparer.Ordinal)];

    /// <summary>All due contracts have expired, and each has its notice, and its request where one is due.</summary>
    public bool IsComplete => Notified.Value >= Expired.Total && Requested.Value >= Requested.Total && Expired.Value >= Expired.Total;

    /// <summary>Some of the due contracts do not expire: the sweep leaves them out.</summary>
    public void Except(int leftOut) => _due -= leftOut;

    /// <param name="expiring">The call for the sweep, or a finished task.</param>
    public async Task FollowAsync(Task expiring, CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        while (!IsOver(expiring))
        {
            if (expiring.IsCompleted && Cycles.FirstOrDefault(cycle => !AllNotified(cycle)) is { } open)
                await WatchAsync(open.CycleId, cancellation);
            // With a finished sweep the wait below would end immediately, and the loop would call without a pause.
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

    private static bool AllNotified(CycleProgress cycle) => cycle.Notified >= cycle.Expired && cycle.Requested >= cycle.RequestsDue;

    private async Task ListAsync(CancellationToken cancellation)
    {
        await foreach (var cycle in new Listings(system, cancellation).Cycles(cityId).Where(cycle => isFollowed(cycle.LastDay)))
            Update(cycle);
        Show();
    }

    private async Task WatchAsync(string cycleId, CancellationToken cancellation)
    {
        using var standstill = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        standstill.CancelAfter(StandstillLimit);
        try
        {
            using var call = system.Cycles.WatchCycle(new WatchCycleRequest { CycleId = cycleId }, cancellationToken: standstill.Token);
            await foreach (var progress in call.ResponseStream.ReadAllAsync(standstill.Token))
            {
                standstill.CancelAfter(StandstillLimit);
                Update(progress);
                Show();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // No progress within the limit; the loop ends by the same limit.
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            // The service restarts; the loop calls again.
            await Task.Delay(Pause, cancellation);
        }
    }

    private void Update(CycleProgress cycle)
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
        Notified.Value = _cycles.Values.Sum(cycle => (long)cycle.Notified);
        Expired.Total = Notified.Total = Math.Max(_due ?? 0, Expired.Value);
        Requested.Total = Expired.Total - _cycles.Values.Sum(cycle => (long)cycle.Expired - cycle.RequestsDue);
    }
}
