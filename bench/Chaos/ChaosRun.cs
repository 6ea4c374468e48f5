using System.Diagnostics;
using Workforce.Bench.Screens;
using Workforce.Faults;
using Workforce.Faults.Judging;
using Workforce.Faults.Nation;

namespace Workforce.Bench.Chaos;

/// <summary>One night under one schedule, on a system of its own, judged at the end.</summary>
internal sealed class ChaosRun(Schedule schedule, ChaosSystem system, int contracts)
{
    private const int BystanderContracts = 200;
    private const int ContractsPerMalformed = 10_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan SurplusTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly Storm _storm = new(system, Stage.Say);
    private readonly Progress _progress = new(system);

    /// <param name="logs">Gets what the services log; a run that is green leaves nothing there.</param>
    public static async Task<ChaosFigures> RunAsync(
        Schedule schedule, int contracts, Func<ChaosSystem, Task> sabotage, DirectoryInfo logs, CancellationToken cancellation)
    {
        var figures = await StartAndRunAsync(schedule, contracts, sabotage, logs, cancellation);
        if (figures.Green)
            logs.Delete(recursive: true);
        return figures;
    }

    private static async Task<ChaosFigures> StartAndRunAsync(
        Schedule schedule, int contracts, Func<ChaosSystem, Task> sabotage, DirectoryInfo logs, CancellationToken cancellation)
    {
        Stage.Say("Starting PostgreSQL, RabbitMQ, Redis and four services");
        await using var system = await ChaosSystem.StartAsync(schedule.Settings);
        await using var kept = system.Running.KeepLogs(logs);
        await sabotage(system);
        return await new ChaosRun(schedule, system, contracts).RunAsync(cancellation);
    }

    private async Task<ChaosFigures> RunAsync(CancellationToken cancellation)
    {
        var governments = await FillAsync();
        using var watched = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = Task.WhenAll(_progress.WatchAsync(watched.Token), _storm.SuperviseAsync(watched.Token));
        try
        {
            var start = Stopwatch.GetTimestamp();
            var verdict = await PlayAsync(governments, cancellation);
            return Figures(verdict, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        finally
        {
            await watched.CancelAsync();
            await watching;
        }
    }

    private async Task<Verdict> PlayAsync(IReadOnlyList<Government> governments, CancellationToken cancellation)
    {
        await Task.WhenAll(FallDueAsync(governments, cancellation), _storm.RageAsync(schedule.Strikes, cancellation));
        var verdict = await SettleAsync(cancellation);
        if (schedule.Afterwards is not { } afterwards || !verdict.IsClean)
            return verdict;
        await _storm.StrikeAsync(afterwards, cancellation);
        return await SettleAsync(cancellation);
    }

    private async Task<IReadOnlyList<Government>> FillAsync()
    {
        var governments = Enumerable.Range(1, schedule.Waves)
            .Select(number => Governments.Small(number, contracts * number / schedule.Waves - contracts * (number - 1) / schedule.Waves)).ToList();
        Stage.Say($"Filling in {contracts:N0} contracts of {governments.Count} governments, and {BystanderContracts} that end a day later");
        await system.FillAsync(governments);
        await system.FillSecondDayAsync(Governments.Small(schedule.Waves + 1, BystanderContracts));
        if (schedule.Malformed)
            await system.MalformAsync(Math.Max(1, contracts / ContractsPerMalformed), new Random(schedule.Seed));
        return governments;
    }

    private async Task FallDueAsync(IReadOnlyList<Government> governments, CancellationToken cancellation)
    {
        Stage.Say("They fall due");
        foreach (var government in governments)
        {
            await system.FallDueAsync(government);
            await Task.Delay(TimeSpan.FromSeconds(schedule.Span / schedule.Waves), cancellation);
        }
    }

    // Until the oracle has nothing to say; what it says at the timeout is the verdict.
    private async Task<Verdict> SettleAsync(CancellationToken cancellation)
    {
        Stage.Say("Waiting until all is quiet");
        var waiting = Stopwatch.StartNew();
        var notified = new Percentage("notified");
        while (!_progress.IsWhole && waiting.Elapsed < Timeout)
        {
            notified.Report(_progress.ShareNotified);
            await Task.Delay(BetweenLooks, cancellation);
        }
        var oracle = new Oracle(system.Running, system.Expected);
        var verdict = await oracle.JudgeAsync();
        // What is lost may still come, or be sent again; what is there once too often stays.
        while (!verdict.IsClean && waiting.Elapsed < (verdict.MayMend ? Timeout : SurplusTimeout))
        {
            await Task.Delay(BetweenLooks, cancellation);
            verdict = await oracle.JudgeAsync();
        }
        return verdict;
    }

    private ChaosFigures Figures(Verdict verdict, double seconds) => new(
        schedule.Seed, verdict.Contracts, seconds,
        verdict.CountOf(Ill.Lost), verdict.CountOf(Ill.Doubled), verdict.CountOf(Ill.Unexpected), verdict.CountOf(Ill.Wrong),
        verdict.CountOf(Ill.Unfinished), verdict.DeadLetters,
        [.. verdict.Findings.Select(finding => $"{finding}"), .. system.Complaints],
        [.. _storm.Over.Select(struck => new FaultFigures(
            struck.Strike.Fault.Name, struck.Strike.Target,
            Stopwatch.GetElapsedTime(struck.Began, struck.Ended).TotalSeconds, _progress.CaughtUpAfter(struck.Ended)))],
        [.. system.Notes]);
}
