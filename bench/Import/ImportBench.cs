using System.Diagnostics;
using Workforce.Faults.Nation;
using Workforce.Bench.Registers;
using Workforce.Bench.Screens;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Import;

/// <summary>A city's register as a user imports it, beside plain COPY of the same rows, in one run on one PostgreSQL.</summary>
internal static class ImportBench
{
    private const int WarmUpRows = 50_000;

    private static readonly string[] Settings = ["--Clock:StartsAt=2020-12-01T08:00:00+08:00", "--Sweep:Timer=off"];

    public static async Task<ImportFigures> RunAsync(int rows, int rounds, CancellationToken cancellation)
    {
        Stage.Say("Starting PostgreSQL, RabbitMQ, Redis and four services");
        await using var system = await RunningSystem.StartAsync(Settings);
        await using var plain = await PlainCopy.PrepareAsync(system);
        Stage.Say($"Warming up with {WarmUpRows:N0} rows");
        await RoundAsync(system, plain, number: 1, WarmUpRows, cancellation);

        var done = new List<Round>();
        foreach (var number in Enumerable.Range(2, rounds))
        {
            Stage.Say($"Importing {rows:N0} rows, then copying them");
            var round = await RoundAsync(system, plain, number, rows, cancellation);
            Stage.Say($"  {round.Import:F2} s and {round.Copy:F2} s: {round.Import / round.Copy:F2} times");
            done.Add(round);
        }
        return new ImportFigures(
            rows, rounds, done.Median(round => round.Import), done.Median(round => round.Copy),
            PeakMemory.Of(system), done[0].Cpu.Keys.ToDictionary(name => name, name => done.Median(round => round.Cpu[name])),
            done.Median(round => round.CpuOfCopy));
    }

    private static async Task<Round> RoundAsync(RunningSystem system, PlainCopy plain, int number, int rows, CancellationToken cancellation)
    {
        var city = await RegisterCity.DeclareAsync(system, number);
        using var register = RegisterFile.Create(city, rows);
        await SettleAsync(system);

        var cpuBefore = CpuTime.Of(system);
        var start = Stopwatch.GetTimestamp();
        await city.ImportAsync(register.Path, rows);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = CpuTime.Between(cpuBefore, CpuTime.Of(system));

        await city.WaitUntilStoredAsync(rows, cancellation);
        await plain.LayOutAsync(city.Id);
        cpuBefore = CpuTime.Of(system);
        var copied = await plain.WriteAsync();
        return new Round(seconds, copied, cpu, CpuTime.Between(cpuBefore, CpuTime.Of(system))["postgres"]);
    }

    private static async Task SettleAsync(RunningSystem system)
    {
        await using var source = await system.DatabaseOfAsync("registry");
        await using var connection = await source.OpenConnectionAsync();
        await connection.SettleAsync();
    }

    private sealed record Round(double Import, double Copy, IReadOnlyDictionary<string, double> Cpu, double CpuOfCopy);
}
