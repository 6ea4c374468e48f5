namespace Workforce.Faults.Injection;

/// <summary>A service's messages reach RabbitMQ, its confirms do not reach the service; then the connection is cut.</summary>
public sealed class LostConfirmsFault : IFault
{
    public string Name => "lost-confirms";

    public IReadOnlyList<string> Targets => LinkNames.ToBroker;

    public (double Shortest, double Longest) Seconds => (1, 4);

    public IReadOnlyList<string> Holds(string target) => [target];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var proxy = system.LinkOf(strike.Target).Proxy;
        proxy.SwallowsAnswers = true;
        await Task.Delay(strike.Lasts, cancellation);
        proxy.Cut();
        proxy.SwallowsAnswers = false;
    }
}
