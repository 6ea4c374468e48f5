namespace Workforce.Faults.Injection;

/// <summary>Contract's clock jumps over the next midnight: contracts that were not due now are.</summary>
public sealed class SecondMidnightFault : IFault
{
    private static readonly TimeSpan Forth = TimeSpan.FromDays(1);

    public string Name => "second-midnight";

    public IReadOnlyList<string> Targets => ["contract"];

    public (double Shortest, double Longest) Seconds => (0, 0);

    public IReadOnlyList<string> Holds(string target) => ["contract"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await system.RestartContractAsync(system.Clock.StartsAt + Forth);
        system.SecondDayIsOver();
    }
}
