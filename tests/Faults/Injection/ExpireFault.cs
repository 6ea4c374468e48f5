using Grpc.Core;
using Workforce.Contract.V1;

namespace Workforce.Faults.Injection;

/// <summary>Callers ask for sweeps of the cities that the timer is sweeping.</summary>
public sealed class ExpireFault : IFault
{
    private const int Callers = 3;

    public string Name => "sweeps-on-demand";

    public IReadOnlyList<string> Targets => ["contract"];

    public (double Shortest, double Longest) Seconds => (3, 8);

    public IReadOnlyList<string> Holds(string target) => [];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(strike.Lasts);
        await Task.WhenAll(Enumerable.Range(strike.Seed, Callers).Select(seed => AskAsync(system, new Random(seed), limit.Token)));
        cancellation.ThrowIfCancellationRequested();
    }

    private static async Task AskAsync(ChaosSystem system, Random random, CancellationToken cancellation)
    {
        var cycles = new CycleService.CycleServiceClient(system.Running.ChannelTo("contract"));
        while (!cancellation.IsCancellationRequested)
        {
            var due = system.Expected.DueCities;
            try
            {
                if (due.Count > 0)
                    await cycles.ExpireAsync(new ExpireRequest { CityId = $"{due[random.Next(due.Count)]}" }, cancellationToken: cancellation);
                await Task.Delay(random.Next(50), cancellation);
            }
            catch (Exception e) when (e is RpcException or OperationCanceledException)
            {
                // Another fault has Contract away, or this one is over.
            }
        }
    }
}
