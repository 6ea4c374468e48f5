using Workforce.Faults.Plumbing;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Injection;

/// <summary>
/// RabbitMQ stands still (SIGSTOP) for a minute, longer than any wait for an answer and than the heartbeats of its connections
/// allow; then it goes on. Every service must use it again within a minute.
/// </summary>
public sealed class LongFreezeFault : IFault
{
    private const double Minute = 60;

    public string Name => "long-freeze";

    public IReadOnlyList<string> Targets => ["rabbitmq"];

    public (double Shortest, double Longest) Seconds => (Minute, Minute);

    // A service or a second instance that is started meanwhile waits for RabbitMQ, for longer than its fault would.
    public IReadOnlyList<string> Holds(string target) => [.. RunningSystem.Services, "rabbitmq", "postgres", "redis"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var comeback = await Comeback.PrepareAsync(system, RunningSystem.Services);
        using var process = system.Running.ProcessOf(strike.Target);
        await Signals.FreezeAsync(process.Id);
        await Task.Delay(strike.Lasts, cancellation);
        await Signals.ThawAsync(process.Id);
        await comeback.AwaitAsync(Name, cancellation);
    }
}
