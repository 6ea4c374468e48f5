using System.Text;
using System.Text.Json.Nodes;
using Workforce.Faults.Plumbing;

namespace Workforce.Faults.Injection;

/// <summary>Messages come that are no JSON, and events that no version so far knows: each must be kept, and hold up nothing.</summary>
public sealed class StrayFault : IFault
{
    private const int OfEach = 3;

    public string Name => "strays";

    public IReadOnlyList<string> Targets => [.. Route.All.Select(route => route.Queue)];

    public (double Shortest, double Longest) Seconds => (0, 0);

    public IReadOnlyList<string> Holds(string target) => ["rabbitmq"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await using var amqp = await Amqp.OpenAsync(system.Running, cancellation);
        for (var number = 0; number < OfEach; number++)
        {
            await SendAsync("_error", _ => Encoding.UTF8.GetBytes("{ this is not JSON"));
            await SendAsync("_skipped", id => Envelope.Around(id, "Workforce.Contract.Events:ContractsForgotten", new JsonObject { ["value"] = 1 }));
        }

        async Task SendAsync(string endsIn, Func<string, byte[]> body)
        {
            var id = $"{Guid.NewGuid()}";
            system.Expected.Strays[id] = strike.Target + endsIn;
            await amqp.Channel.BasicPublishAsync("", strike.Target, mandatory: true, Envelope.PropertiesOf(id), body(id), cancellation);
        }
    }
}
