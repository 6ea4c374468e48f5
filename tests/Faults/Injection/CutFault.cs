namespace Workforce.Faults.Injection;

/// <summary>The connections of a service to what it needs are reset, and new ones refused for a while.</summary>
public sealed class CutFault : IFault
{
    public string Name => "cut";

    public IReadOnlyList<string> Targets => LinkNames.All;

    public (double Shortest, double Longest) Seconds => (0.2, 6);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var proxy = system.LinkOf(strike.Target).Proxy;
        proxy.Refuses = true;
        proxy.Cut();
        await Task.Delay(strike.Lasts, cancellation);
        proxy.Refuses = false;
    }
}
