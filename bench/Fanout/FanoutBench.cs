using System.Diagnostics;
using Workforce.Faults.Nation;
using Workforce.Bench.Screens;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Fanout;

/// <summary>One night of a nation, beside its floor and its peer, in one run on one PostgreSQL and one RabbitMQ.</summary>
internal static class FanoutBench
{
    private const int WarmUpCities = 200;
    private const int WarmUpContracts = 500;
    private const int PeerShare = 50;
    private const int BetweenLooks = 250; // milliseconds

    private static readonly string[] Settings = ["--Clock:StartsAt=2021-01-01T00:00:05+07:00", "--Sweep:Timer=on"];

    public static async Task<FanoutFigures> RunAsync(int contracts, bool withPeer, bool withStatements, CancellationToken cancellation)
    {
        var governments = Governments.Of(contracts);
        Stage.Say($"Starting PostgreSQL, RabbitMQ, Redis and four services");
        await using var system = await RunningSystem.StartAsync(Settings, system => system.SweepEverySecond());

        await WarmUpAsync(system, cancellation);
        Stage.Say($"Filling in {contracts:N0} contracts of {governments.Count} governments");
        await using var fill = await Fill.OpenAsync(system);
        await fill.StoreAsync(governments);
        await fill.SettleAsync();
        if (withStatements)
            await Statements.StartAsync(system);

        var before = await BrokerTraffic.OfAsync(system);
        var cpuBefore = CpuTime.Of(system);
        Stage.Say("They fall due");
        var start = Stopwatch.GetTimestamp();
        await fill.FallDueAsync(governments);
        var night = new Night(system, governments, BetweenLooks);
        await night.WaitUntilNotifiedAsync(new Percentage("notified"), cancellation);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = CpuTime.Between(cpuBefore, CpuTime.Of(system));
        var traffic = await BrokerTraffic.OfAsync(system) - before;
        if (withStatements)
            await Statements.ShowAsync(system);
        await night.CheckAsync();

        Stage.Say($"All notified after {seconds:F1} s. The floor: the same rows by plain SQL");
        var floor = await FloorAsync(system, governments);
        var peer = withPeer ? await PeerAsync(system, contracts) : null;
        return new FanoutFigures(
            contracts, seconds, floor.Sum, floor.Update, floor.InsertRequests, floor.InsertNotices, peer,
            PeakMemory.Of(system), cpu, traffic.Messages, traffic.Bytes);
    }

    // The first night of a process is compiled while it runs; a system that has stood for months has that behind it.
    private static async Task WarmUpAsync(RunningSystem system, CancellationToken cancellation)
    {
        Stage.Say($"Warming up with {WarmUpCities} cities of {WarmUpContracts} contracts");
        var cities = Enumerable.Range(Governments.All + 1, WarmUpCities)
            .Select(number => Governments.Small(number, WarmUpContracts))
            .ToList();
        await using var fill = await Fill.OpenAsync(system);
        await fill.StoreAsync(cities);
        await fill.FallDueAsync(cities);
        await new Night(system, cities).WaitUntilNotifiedAsync(new Percentage("notified"), cancellation);
    }

    private static async Task<FloorTimes> FloorAsync(RunningSystem system, IReadOnlyCollection<Government> governments)
    {
        await using var floor = await Floor.PrepareAsync(system, governments);
        return await floor.WriteAsync();
    }

    private static async Task<double?> PeerAsync(RunningSystem system, int contracts)
    {
        var share = Math.Max(1, contracts / PeerShare);
        Stage.Say($"The peer: one message a contract, for {share:N0} contracts");
        await using var peer = await Peer.PrepareAsync(system, Governments.Of(share));
        return await peer.RunAsync() * contracts / share;
    }
}
