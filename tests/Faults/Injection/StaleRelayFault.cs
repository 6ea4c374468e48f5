using Workforce.Faults.Plumbing;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Injection;

/// <summary>
/// A service stands still (SIGSTOP) past the lease of what its relay has claimed, while a second instance claims that; then it
/// goes on, and its own claims are stale.
/// </summary>
public sealed class StaleRelayFault : IFault
{
    public string Name => "stale-relay";

    public IReadOnlyList<string> Targets => ["contract", "evaluation", "notification"];

    public (double Shortest, double Longest) Seconds => (ChaosSettings.LeaseSeconds + 1, ChaosSettings.LeaseSeconds + 3);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await using var twin = await Twin.StartAsync(system.Running, strike.Target, cancellation);
        using var first = system.Running.ProcessOf(strike.Target);
        await Signals.FreezeAsync(first.Id);
        await Task.Delay(strike.Lasts, cancellation);
        await Signals.ThawAsync(first.Id);
    }
}
