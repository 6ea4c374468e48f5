namespace Workforce.Faults.Injection;

/// <summary>Contract's clock is put back an hour, across midnight, and later forth again; each with a restart.</summary>
public sealed class ClockBackFault : IFault
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(1);

    public string Name => "clock-back";

    public IReadOnlyList<string> Targets => ["contract"];

    public (double Shortest, double Longest) Seconds => (2, 4);

    public IReadOnlyList<string> Holds(string target) => ["contract"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await system.RestartContractAsync(system.Clock.StartsAt - Back);
        await Task.Delay(strike.Lasts, cancellation);
        await system.RestartContractAsync(system.Clock.StartsAt + Back);
    }
}
