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
    private const int CitiesOfRound = 2;

    private static readonly string[] Settings = ["--Clock:StartsAt=2020-12-01T08:00:00+08:00", "--Sweep:Timer=off"];

    /// <param name="rejectedPercent">So many rows of one more register are rejected and kept; of none, there is no such register.</param>
    public static async Task<ImportFigures> RunAsync(int rows, int rounds, int rejectedPercent, CancellationToken cancellation)
    {
        Stage.Say("Starting PostgreSQL, RabbitMQ, Redis and four services");
        await using var system = await RunningSystem.StartAsync(Settings);
        await using var plain = await PlainCopy.PrepareAsync(system);
        Stage.Say($"Warming up with {WarmUpRows:N0} rows");
        await RoundAsync(system, plain, number: 1, WarmUpRows, rejectedPercent, cancellation);

        var done = new List<Round>();
        foreach (var number in Enumerable.Range(1, rounds).Select(round => 1 + CitiesOfRound * round))
        {
            Stage.Say($"Importing {rows:N0} rows, then copying them");
            var round = await RoundAsync(system, plain, number, rows, rejectedPercent, cancellation);
            Stage.Say($"  {round.Import:F2} s and {round.Copy:F2} s: {round.Import / round.Copy:F2} times{(rejectedPercent == 0 ? "" : $"; with rejects {round.WithRejects:F2} s")}");
            done.Add(round);
        }
        return new ImportFigures(
            rows, rounds, rejectedPercent, done.Median(round => round.Import), done.Median(round => round.Copy),
            rejectedPercent == 0 ? null : done.Median(round => round.WithRejects),
            PeakMemory.Of(system), done[0].Cpu.Keys.ToDictionary(name => name, name => done.Median(round => round.Cpu[name])),
            done.Median(round => round.CpuOfCopy));
    }

    private static async Task<Round> RoundAsync(
        RunningSystem system, PlainCopy plain, int number, int rows, int rejectedPercent, CancellationToken cancellation)
    {
        var (city, seconds, cpu) = await ImportAsync(system, number, rows, rejectedPercent: 0, cancellation);
        await plain.LayOutAsync(city.Id);
        var cpuBefore = CpuTime.Of(system);
        var copied = await plain.WriteAsync();
        var cpuOfCopy = CpuTime.Between(cpuBefore, CpuTime.Of(system))["postgres"];
        var withRejects = rejectedPercent == 0 ? 0 : (await ImportAsync(system, number + 1, rows, rejectedPercent, cancellation)).Seconds;
        return new Round(seconds, copied, withRejects, cpu, cpuOfCopy);
    }

    private static async Task<(RegisterCity City, double Seconds, IReadOnlyDictionary<string, double> Cpu)> ImportAsync(
        RunningSystem system, int number, int rows, int rejectedPercent, CancellationToken cancellation)
    {
        var city = await RegisterCity.DeclareAsync(system, number);
        using var register = RegisterFile.Create(city, rows, rejectedPercent);
        var rejected = RegisterFile.Rejected(rows, rejectedPercent);
        await SettleAsync(system);

        var cpuBefore = CpuTime.Of(system);
        var start = Stopwatch.GetTimestamp();
        await city.ImportAsync(register.Path, rows, rejected);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = CpuTime.Between(cpuBefore, CpuTime.Of(system));

        await city.WaitUntilStoredAsync(rows - rejected, cancellation);
        return (city, seconds, cpu);
    }

    private static async Task SettleAsync(RunningSystem system)
    {
        await using var source = await system.DatabaseOfAsync("registry");
        await using var connection = await source.OpenConnectionAsync();
        await connection.SettleAsync();
    }

    private sealed record Round(double Import, double Copy, double WithRejects, IReadOnlyDictionary<string, double> Cpu, double CpuOfCopy);
}
