using Workforce.Faults.Systems;

namespace Workforce.Faults.Injection;

/// <summary>RabbitMQ believes that it is out of memory and blocks its publishers.</summary>
public sealed class MemoryAlarmFault : IFault
{
    public string Name => "memory-alarm";

    public IReadOnlyList<string> Targets => ["rabbitmq"];

    public (double Shortest, double Longest) Seconds => (3, 6);

    public IReadOnlyList<string> Holds(string target) => ["rabbitmq"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await SetLimitAsync(system, "1MB");
        await Task.Delay(strike.Lasts, cancellation);
        await SetLimitAsync(system, "2GiB");
    }

    private static Task<string> SetLimitAsync(ChaosSystem system, string limit) =>
        BrokerControl.RunAsync(system.Running, "set_vm_memory_high_watermark", "absolute", limit);
}
