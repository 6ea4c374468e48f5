using Workforce.Access.V1;
using Workforce.Faults.Nation;
using Workforce.Bench.Screens;
using Workforce.Faults.Systems;
using Workforce.Identity;
using Workforce.Registry.V1;

namespace Workforce.Bench.Reads;

/// <summary>
/// Reads of one worker by NIK, each another at random and each in the access log, and of a work unit, which is no one's personal data, beside
/// a call that needs nothing (<c>GetWorkerNames</c> without ids, which asks neither PostgreSQL nor Redis): all of the same Registry over the same
/// connections, with a token. Beside them plain SQL that writes such entries into the access log.
/// </summary>
internal static class ReadsBench
{
    private const string Service = "/workforce.registry.v1.WorkerService";
    private const string Units = "/workforce.registry.v1.CityService/GetWorkUnits";

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
        var token = system.SetupKey.Sign(new SetupToken("bench", "a bench", [Role.Hr], [SetupToken.EveryCity]) { Lifetime = TimeSpan.FromHours(1) });
        var reading = new CallFrames(address, $"{Service}/FindWorker", token, Person.Of(city).Select(person => new FindWorkerRequest { Nik = person.Nik }));
        var impersonal = new CallFrames(address, Units, token, city.Units.Select(unit => new GetWorkUnitsRequest { Ids = { $"{unit}" } }));
        var empty = new CallFrames(address, $"{Service}/GetWorkerNames", token, [new GetWorkerNamesRequest()]);
        using var load = await Load.OpenAsync(address);
        Stage.Say("Warming up, which also has Registry remember what it is asked for");
        foreach (var calls in (CallFrames[])[empty, reading, impersonal, empty, reading, impersonal])
            await load.RunAsync(calls, WarmUp);

        var (reads, impersonals, empties) = (new List<Measured>(), new List<Measured>(), new List<Measured>());
        var (entries, statements) = (new List<double>(), new List<double>());
        await using var log = await PlainEntries.OpenAsync(system);
        for (var round = 1; round <= rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            empties.Add(await MeasureAsync(system, load, empty, time));
            impersonals.Add(await MeasureAsync(system, load, impersonal, time));
            reads.Add(await MeasureAsync(system, load, reading, time));
            entries.Add(await log.RateTogetherAsync(time));
            statements.Add(await log.RateOneByOneAsync(time));
            Stage.Say($"  {reads[^1].Times.Rate:N0} reads, {impersonals[^1].Times.Rate:N0} of units, {empties[^1].Times.Rate:N0} empty calls and {entries[^1]:N0} entries by SQL ({statements[^1]:N0} by a statement each) a second");
        }
        return ReadsFigures.Of(workers, reads, impersonals, empties, entries, statements);
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
