namespace Workforce.Bench.Reads;

/// <summary>Several connections to one service, each with many calls under way.</summary>
internal sealed class Load : IDisposable
{
    public const int Connections = 4;

    /// <summary>Of each connection; a server that follows the defaults lets 100 come.</summary>
    public const int CallsUnderWay = 32;

    private readonly CallConnection[] _connections;

    private Load(CallConnection[] connections) => _connections = connections;

    public static async Task<Load> OpenAsync(Uri address) =>
        new(await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => CallConnection.OpenAsync(address))));

    public async Task<LoadTimes> RunAsync(CallFrames calls, TimeSpan time)
    {
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var took = await Task.WhenAll(_connections.Select(connection =>
            Task.Run(() => connection.CallAsync(calls, CallsUnderWay, time, new Random()))));
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        int[] sorted = [.. took.SelectMany(one => one).Order()];
        return new LoadTimes(
            sorted.Length / time.TotalSeconds, sorted[sorted.Length / 2] / 1_000.0, sorted[sorted.Length * 99 / 100] / 1_000.0,
            cpu.TotalSeconds / time.TotalSeconds);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }
}

/// <param name="Rate">Calls answered in a second.</param>
/// <param name="P50">Milliseconds within which half of them were.</param>
/// <param name="P99">Milliseconds within which 99 of 100 were.</param>
/// <param name="ClientCpu">Processor seconds that the client took in a second.</param>
internal sealed record LoadTimes(double Rate, double P50, double P99, double ClientCpu);
