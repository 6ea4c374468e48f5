using System.Diagnostics;
using Grpc.Core;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class StopTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Stop_ClientWatches_DoesNotWaitForIt()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 3));
        var cycleId = (await town.ExpireAsync()).Cycles[0].CycleId;
        using var watch = host.Cycles.WatchCycle(new V1.WatchCycleRequest { CycleId = cycleId });
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));

        var started = Stopwatch.GetTimestamp();
        await host.Running.StopAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Soon);
        var error = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }
}
