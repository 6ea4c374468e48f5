using RabbitMQ.Client;
using Workforce.Faults.Plumbing;

namespace Workforce.Faults.Injection;

/// <summary>
/// Bindings from an event's exchange to its subscribers' queues are gone for a while: all of one event, so that its messages come
/// back to their publisher, or one of two, which no publisher can see.
/// </summary>
public sealed class UnboundFault : IFault
{
    private const string AllOf = "all of ";

    public string Name => "unbound";

    public IReadOnlyList<string> Targets { get; } =
        [.. Route.Exchanges.Select(exchange => $"{AllOf}{exchange}"), .. Route.All.Select(route => route.Queue)];

    public (double Shortest, double Longest) Seconds => (2, 5);

    public IReadOnlyList<string> Holds(string target) => ["rabbitmq"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var routes = Route.All.Where(route => strike.Target == route.Queue || strike.Target == AllOf + route.Exchange).ToList();
        await UseAsync(system, routes, (channel, route) => UnbindAsync(channel, route, cancellation), cancellation);
        await Task.Delay(strike.Lasts, cancellation);
        await UseAsync(system, routes, (channel, route) => BindAsync(channel, route, cancellation), cancellation);
    }

    // A publisher binds the queue itself, its consumer binds it by an exchange of the same name.
    private static async Task UnbindAsync(IChannel channel, Route route, CancellationToken cancellation)
    {
        await channel.QueueUnbindAsync(route.Queue, route.Exchange, "", cancellationToken: cancellation);
        await channel.ExchangeUnbindAsync(route.Queue, route.Exchange, "", cancellationToken: cancellation);
    }

    private static async Task BindAsync(IChannel channel, Route route, CancellationToken cancellation) =>
        await channel.QueueBindAsync(route.Queue, route.Exchange, "", cancellationToken: cancellation);

    private static async Task UseAsync(
        ChaosSystem system, IReadOnlyList<Route> routes, Func<IChannel, Route, Task> use, CancellationToken cancellation)
    {
        await using var amqp = await Amqp.OpenAsync(system.Running, cancellation);
        foreach (var route in routes)
            await use(amqp.Channel, route);
    }
}
