using System.Collections.Concurrent;
using System.Diagnostics;
using Workforce.Bench.Screens;

namespace Workforce.Bench.Chaos;

/// <summary>Does what a schedule says, at its times; faults that need the same thing wait for each other.</summary>
internal sealed class Storm(ChaosSystem system)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _held = [];
    private readonly ConcurrentQueue<Struck> _struck = [];

    /// <summary>The faults that are over.</summary>
    public IReadOnlyCollection<Struck> Over => _struck;

    public Task RageAsync(IEnumerable<Strike> strikes, CancellationToken cancellation) =>
        Task.WhenAll(strikes.Select(strike => StrikeAsync(strike, cancellation)));

    public async Task StrikeAsync(Strike strike, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromSeconds(strike.At), cancellation);
        // All in one order, so that no two wait for each other in a circle.
        var needed = strike.Fault.Holds(strike.Target).Order(StringComparer.Ordinal).Select(name => _held.GetOrAdd(name, _ => new(1))).ToList();
        foreach (var thing in needed)
            await thing.WaitAsync(cancellation);
        try
        {
            var began = Stopwatch.GetTimestamp();
            Stage.Say($"  {strike.Fault.Name} {strike.Target}");
            await strike.Fault.InjectAsync(system, strike, cancellation);
            _struck.Enqueue(new Struck(strike, began, Stopwatch.GetTimestamp()));
            Stage.Say($"  {strike.Fault.Name} {strike.Target} is over");
        }
        finally
        {
            foreach (var thing in needed)
                thing.Release();
        }
    }
}

/// <summary>A fault that is over.</summary>
internal sealed record Struck(Strike Strike, long Began, long Ended);
