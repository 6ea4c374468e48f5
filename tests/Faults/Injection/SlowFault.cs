namespace Workforce.Faults.Injection;

/// <summary>What goes between a service and what it needs takes long, either way.</summary>
public sealed class SlowFault : IFault
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(150);

    public string Name => "slow";

    public IReadOnlyList<string> Targets => LinkNames.All;

    public (double Shortest, double Longest) Seconds => (3, 6);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var proxy = system.LinkOf(strike.Target).Proxy;
        proxy.Delay = Delay;
        await Task.Delay(strike.Lasts, cancellation);
        proxy.Delay = TimeSpan.Zero;
    }
}
