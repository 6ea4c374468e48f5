using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Workforce.Faults.Plumbing;

namespace Workforce.Faults.Injection;

/// <summary>
/// Every message of the night is delivered three times: a copy immediately, and another later, in no order, with fields of a
/// version that is not released yet.
/// </summary>
public sealed class RepeatFault : IFault
{
    private const int Latest = 2_000; // milliseconds

    public string Name => "three-times";

    public IReadOnlyList<string> Targets => ["rabbitmq"];

    public (double Shortest, double Longest) Seconds => (6, 12);

    public IReadOnlyList<string> Holds(string target) => ["rabbitmq"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var random = new Random(strike.Seed);
        var repeats = new ConcurrentBag<Task>();
        await using var repeating = await Amqp.OpenAsync(system.Running, cancellation);
        await using (var consuming = await Amqp.OpenAsync(system.Running, cancellation))
        {
            await ConsumeAsync(consuming.Channel, seen =>
                repeats.Add(RepeatAsync(repeating.Channel, seen, TimeSpan.FromMilliseconds(random.Next(Latest)))), cancellation);
            await Task.Delay(strike.Lasts, cancellation);
        }
        await Task.WhenAll(repeats);
        system.Notes.Enqueue($"three-times: {repeats.Count} messages repeated twice");
    }

    private static async Task ConsumeAsync(IChannel channel, Action<Seen> onSeen, CancellationToken cancellation)
    {
        // The queue goes with the connection.
        var queue = await channel.QueueDeclareAsync(exclusive: true, cancellationToken: cancellation);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, got) =>
        {
            onSeen(new Seen(got.Exchange, new BasicProperties(got.BasicProperties), got.Body.ToArray()));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellation);
        foreach (var exchange in Route.Exchanges)
            await channel.QueueBindAsync(queue.QueueName, exchange, "", cancellationToken: cancellation);
    }

    private static async Task RepeatAsync(IChannel channel, Seen seen, TimeSpan later)
    {
        await SendAsync(channel, seen, seen.Body);
        await Task.Delay(later);
        await SendAsync(channel, seen, Envelope.OfNewerVersion(seen.Body));
    }

    private static async Task SendAsync(IChannel channel, Seen seen, byte[] body)
    {
        foreach (var queue in Route.QueuesOf(seen.Exchange))
            await channel.BasicPublishAsync("", queue, mandatory: true, seen.Properties, body);
    }

    private sealed record Seen(string Exchange, BasicProperties Properties, byte[] Body);
}
