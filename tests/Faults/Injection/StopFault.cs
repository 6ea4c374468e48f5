namespace Workforce.Faults.Injection;

/// <summary>SIGTERM under load: the service finishes what is in flight and ends in time; then it is started again.</summary>
public sealed class StopFault : IFault
{
    public string Name => "stop";

    public IReadOnlyList<string> Targets => ["registry", "contract", "evaluation", "notification"];

    public (double Shortest, double Longest) Seconds => (0, 2);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await system.StopAsync(strike.Target);
        await Task.Delay(strike.Lasts, cancellation);
        await system.StartAgainAsync(strike.Target);
    }
}
