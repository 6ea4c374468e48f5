using Workforce.Faults.Nation;
using Workforce.Bench.Screens;
using Workforce.Faults.Systems;
using Workforce.Registry.V1;

namespace Workforce.Bench.Reads;

/// <summary>
/// Reads of one worker by NIK, each another at random, beside a call that needs nothing (<c>GetWorkerNames</c> without ids, which
/// asks neither PostgreSQL nor Redis), both of the same Registry over the same connections.
/// </summary>
internal static class ReadsBench
{
    private const string Service = "/workforce.registry.v1.WorkerService";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly string[] Settings = ["--Sweep:Timer=off"];

    public static async Task<ReadsFigures> RunAsync(int workers, int rounds, TimeSpan time, CancellationToken cancellation)
    {
        Stage.Say("Starting PostgreSQL, RabbitMQ, Redis and four services");
        await using var system = await RunningSystem.StartAsync(Settings);
        Stage.Say($"Filling in {workers:N0} workers");
        var city = Governments.Small(Governments.All + 1, workers);
        await using var fill = await Fill.OpenAsync(system);
        await fill.StoreAsync([city]);
        await fill.SettleAsync();

        var address = system.AddressOf("registry");
        var reading = new CallFrames(address, $"{Service}/FindWorker", Person.Of(city).Select(person => new FindWorkerRequest { Nik = person.Nik }));
        var empty = new CallFrames(address, $"{Service}/GetWorkerNames", [new GetWorkerNamesRequest()]);
        using var load = await Load.OpenAsync(address);
        Stage.Say("Warming up, which also has Registry remember what it is asked for");
        foreach (var calls in (CallFrames[])[empty, reading, empty, reading])
            await load.RunAsync(calls, WarmUp);

        var (reads, empties) = (new List<Measured>(), new List<Measured>());
        for (var round = 1; round <= rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            empties.Add(await MeasureAsync(system, load, empty, time));
            reads.Add(await MeasureAsync(system, load, reading, time));
            Stage.Say($"  {reads[^1].Times.Rate:N0} reads and {empties[^1].Times.Rate:N0} empty calls a second");
        }
        return ReadsFigures.Of(workers, reads, empties);
    }

    private static async Task<Measured> MeasureAsync(RunningSystem system, Load load, CallFrames calls, TimeSpan time)
    {
        var before = CpuTime.Of(system);
        var times = await load.RunAsync(calls, time);
        var cpu = CpuTime.Between(before, CpuTime.Of(system));
        var answered = times.Rate * time.TotalSeconds;
        return new Measured(times, cpu.ToDictionary(one => one.Key, one => one.Value * 1_000_000 / answered));
    }
}
