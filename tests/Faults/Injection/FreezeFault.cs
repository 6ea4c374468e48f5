using Workforce.Faults.Systems;

namespace Workforce.Faults.Injection;

/// <summary>A service or server stands still (SIGSTOP): its connections are open, and no answer comes.</summary>
public sealed class FreezeFault : IFault
{
    public string Name => "freeze";

    public IReadOnlyList<string> Targets => ["registry", "contract", "evaluation", "notification", "rabbitmq", "postgres", "redis"];

    public (double Shortest, double Longest) Seconds => (2, 6);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        using var process = system.Running.ProcessOf(strike.Target);
        await Signals.FreezeAsync(process.Id);
        await Task.Delay(strike.Lasts, cancellation);
        await Signals.ThawAsync(process.Id);
    }
}
