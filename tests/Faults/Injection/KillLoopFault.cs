using System.Diagnostics;

namespace Workforce.Faults.Injection;

/// <summary>A service that is killed again and again, each time some moments after it came up.</summary>
public sealed class KillLoopFault : IFault
{
    private const int LongestLife = 1_500; // milliseconds

    public string Name => "kill-loop";

    public IReadOnlyList<string> Targets => ["contract", "evaluation", "notification"];

    public (double Shortest, double Longest) Seconds => (6, 10);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var random = new Random(strike.Seed);
        var looping = Stopwatch.StartNew();
        do
        {
            await system.KillAsync(strike.Target);
            await system.StartAgainAsync(strike.Target);
            await Task.Delay(random.Next(LongestLife), cancellation);
        }
        while (looping.Elapsed < strike.Lasts);
    }
}
