using System.Diagnostics;
using Workforce.Bench.Registers;
using Workforce.Bench.Screens;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Import;

/// <summary>A city's register as a workbook beside one as CSV, in turn, in one run of one system.</summary>
internal static class WorkbookBench
{
    private const string Service = "registry";
    private const int WarmUpRows = 20_000;

    private static readonly string[] Settings = ["--Clock:StartsAt=2020-12-01T08:00:00+08:00", "--Sweep:Timer=off"];

    public static async Task<WorkbookFigures> RunAsync(int rows, int rounds, CancellationToken cancellation)
    {
        Stage.Say("Starting PostgreSQL, RabbitMQ, Redis and four services");
        await using var system = await RunningSystem.StartAsync(Settings);
        var number = 0;
        Stage.Say($"Warming up with {WarmUpRows:N0} rows of each format");
        await ImportAsync(system, ++number, WarmUpRows, asWorkbook: false, cancellation);
        await ImportAsync(system, ++number, WarmUpRows, asWorkbook: true, cancellation);

        var (csv, xlsx) = (new List<Import>(), new List<Import>());
        for (var round = 0; round < rounds; round++)
        {
            Stage.Say($"Importing {rows:N0} rows as CSV, then as .xlsx");
            csv.Add(await ImportAsync(system, ++number, rows, asWorkbook: false, cancellation));
            xlsx.Add(await ImportAsync(system, ++number, rows, asWorkbook: true, cancellation));
            Stage.Say($"  {csv[^1].Seconds:F2} s in {csv[^1].PeakRssMb} MB, {xlsx[^1].Seconds:F2} s in {xlsx[^1].PeakRssMb} MB: {xlsx[^1].Seconds / csv[^1].Seconds:F2} times");
        }
        return new WorkbookFigures(
            rows, rounds, xlsx.Median(import => import.Seconds), csv.Median(import => import.Seconds),
            xlsx.Max(import => import.PeakRssMb), csv.Max(import => import.PeakRssMb),
            xlsx.Median(import => import.CpuSeconds), csv.Median(import => import.CpuSeconds));
    }

    private static async Task<Import> ImportAsync(RunningSystem system, int number, int rows, bool asWorkbook, CancellationToken cancellation)
    {
        var city = await RegisterCity.DeclareAsync(system, number);
        using var csv = RegisterFile.Create(city, rows);
        using var workbook = asWorkbook ? RegisterWorkbook.Of(csv) : null;
        await SettleAsync(system);

        PeakMemory.Forget(system, Service);
        var cpuBefore = CpuTime.Of(system);
        var start = Stopwatch.GetTimestamp();
        await city.ImportAsync(workbook?.Path ?? csv.Path, rows);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = CpuTime.Between(cpuBefore, CpuTime.Of(system));
        var peak = PeakMemory.Of(system)[Service];
        await city.WaitUntilStoredAsync(rows, cancellation);
        return new Import(seconds, peak, cpu[Service]);
    }

    private static async Task SettleAsync(RunningSystem system)
    {
        await using var source = await system.DatabaseOfAsync(Service);
        await using var connection = await source.OpenConnectionAsync();
        await connection.SettleAsync();
    }

    private sealed record Import(double Seconds, int PeakRssMb, double CpuSeconds);
}
