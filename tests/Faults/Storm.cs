using System.Collections.Concurrent;
using System.Diagnostics;
using Workforce.Faults.Systems;

namespace Workforce.Faults;

/// <summary>
/// Does what a schedule says, at its times; faults that need the same service or server exclude each other. A service that ended
/// itself is started again, as systemd or Kubernetes would.
/// </summary>
/// <param name="say">Gets each beginning and each end.</param>
public sealed class Storm(ChaosSystem system, Action<string> say)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Holds _holds = new();
    private readonly ConcurrentQueue<Struck> _struck = [];

    /// <summary>The faults that are over.</summary>
    public IReadOnlyCollection<Struck> Over => _struck;

    public Task RageAsync(IEnumerable<Strike> strikes, CancellationToken cancellation) =>
        Task.WhenAll(strikes.Select(strike => StrikeAsync(strike, cancellation)));

    public async Task StrikeAsync(Strike strike, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromSeconds(strike.At), cancellation);
        var needed = strike.Fault.Holds(strike.Target);
        using var held = await _holds.TakeAsync(needed, cancellation);
        foreach (var service in RunningSystem.Services.Intersect(needed))
            await system.StartIfEndedAsync(service);
        var began = Stopwatch.GetTimestamp();
        say($"  {strike.Fault.Name} {strike.Target}");
        await strike.Fault.InjectAsync(system, strike, cancellation);
        _struck.Enqueue(new Struck(strike, began, Stopwatch.GetTimestamp()));
        say($"  {strike.Fault.Name} {strike.Target} is over");
    }

    /// <summary>Starts what ended itself, until it is stopped; what a fault holds it leaves to the fault.</summary>
    public async Task SuperviseAsync(CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            foreach (var service in RunningSystem.Services.Where(service => !system.Running.IsListening(service)))
            {
                using var held = await _holds.TakeAsync([service], CancellationToken.None);
                await system.StartIfEndedAsync(service);
            }
            await Task.Delay(BetweenLooks, stopped).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}

/// <summary>A fault that is over.</summary>
public sealed record Struck(Strike Strike, long Began, long Ended);
