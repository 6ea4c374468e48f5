using System.Collections.Concurrent;
using System.Diagnostics;

namespace Workforce.Faults;

/// <summary>Does what a schedule says, at its times; faults that need the same service or server exclude each other.</summary>
/// <param name="say">Gets each beginning and each end.</param>
public sealed class Storm(ChaosSystem system, Action<string> say)
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
        // All in one order: two faults that lock them in different orders would deadlock.
        var needed = strike.Fault.Holds(strike.Target).Order(StringComparer.Ordinal).Select(name => _held.GetOrAdd(name, _ => new(1))).ToList();
        foreach (var thing in needed)
            await thing.WaitAsync(cancellation);
        try
        {
            var began = Stopwatch.GetTimestamp();
            say($"  {strike.Fault.Name} {strike.Target}");
            await strike.Fault.InjectAsync(system, strike, cancellation);
            _struck.Enqueue(new Struck(strike, began, Stopwatch.GetTimestamp()));
            say($"  {strike.Fault.Name} {strike.Target} is over");
        }
        finally
        {
            foreach (var thing in needed)
                thing.Release();
        }
    }
}

/// <summary>A fault that is over.</summary>
public sealed record Struck(Strike Strike, long Began, long Ended);
