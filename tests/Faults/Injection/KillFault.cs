namespace Workforce.Faults.Injection;

/// <summary>SIGKILL of a service or server, which is away for a while and then started again.</summary>
public sealed class KillFault : IFault
{
    public string Name => "kill";

    public IReadOnlyList<string> Targets => ["registry", "contract", "evaluation", "notification", "rabbitmq", "postgres", "redis"];

    public (double Shortest, double Longest) Seconds => (0, 4);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await system.KillAsync(strike.Target);
        await Task.Delay(strike.Lasts, cancellation);
        await system.StartAgainAsync(strike.Target);
    }
}
