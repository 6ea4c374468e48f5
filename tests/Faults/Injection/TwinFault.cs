using Workforce.Faults.Plumbing;

namespace Workforce.Faults.Injection;

/// <summary>A second instance of a service works beside the first, then is killed: of Contract, that makes two sweepers.</summary>
public sealed class TwinFault : IFault
{
    public string Name => "twin";

    public IReadOnlyList<string> Targets => ["contract", "evaluation", "notification"];

    public (double Shortest, double Longest) Seconds => (3, 6);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await using var twin = await Twin.StartAsync(system.Running, strike.Target, cancellation);
        await Task.Delay(strike.Lasts, cancellation);
    }
}
