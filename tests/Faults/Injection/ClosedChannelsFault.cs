using System.Diagnostics;
using System.Globalization;
using Workforce.Faults.Plumbing;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Injection;

/// <summary>
/// RabbitMQ closes every channel of a service, again and again, while the connection stays: those on which it consumes and that on
/// which it publishes. The service must use RabbitMQ again within a minute.
/// </summary>
public sealed class ClosedChannelsFault : IFault
{
    public string Name => "closed-channels";

    // In a night Registry has no channel.
    public IReadOnlyList<string> Targets => ["contract", "evaluation", "notification"];

    public (double Shortest, double Longest) Seconds => (3, 8);

    // What else keeps the service from RabbitMQ or from its outbox would be taken for a slow recovery.
    public IReadOnlyList<string> Holds(string target) => [target, "rabbitmq", "postgres"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var comeback = await Comeback.PrepareAsync(system, [strike.Target]);
        var closed = 0;
        for (var closing = Stopwatch.StartNew(); closing.Elapsed < strike.Lasts;)
            closed += await CloseAsync(system.Running, strike.Target);
        system.Notes.Enqueue($"{Name}: {closed} channels of {strike.Target}");
        if (closed == 0)
            system.Complaints.Enqueue($"{strike.Target} had no channel that could be closed");
        await comeback.AwaitAsync(Name, cancellation);
    }

    /// <summary>
    /// Gives each channel the acknowledgement of a message that was never delivered on it, as if it came from the service: RabbitMQ
    /// then closes the channel with 406, as it does where a consumer takes too long.
    /// </summary>
    /// <returns>How many.</returns>
    public static async Task<int> CloseAsync(RunningSystem system, string service)
    {
        var closed = await BrokerControl.RunAsync(system, "eval", $$"""
            length([gen_server2:cast(Channel, {method, {'basic.ack', 999999999, false}, none, noflow})
                || Channel <- rabbit_channel:list(),
                   [{connection, Connection}] <- [catch rabbit_channel:info(Channel, [connection])],
                   [{client_properties, Properties}] <- [catch rabbit_reader:info(Connection, [client_properties])],
                   {<<"connection_name">>, longstr, Name} <- Properties,
                   string:lowercase(Name) == <<"{{service}}">>]).
            """);
        return int.Parse(closed, CultureInfo.InvariantCulture);
    }
}
