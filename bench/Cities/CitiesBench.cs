using System.Diagnostics;
using Workforce.Bench.Fanout;
using Workforce.Faults.Nation;
using Workforce.Bench.Screens;
using Workforce.Faults.Systems;
using Workforce.Contract.V1;

namespace Workforce.Bench.Cities;

/// <summary>
/// The night of a small city: alone, beside its floor, and while the timer sweeps a large one. The small city's sweep is asked
/// for at the moment its contracts fall due, as Kupang's story does, so that the timer's pause is not measured.
/// </summary>
internal static class CitiesBench
{
    private const int WarmUps = 20;
    private const int BetweenLooks = 5;

    private static readonly string[] Settings = ["--Clock:StartsAt=2021-01-01T00:00:05+07:00", "--Sweep:Timer=on"];

    public static async Task<CitiesFigures> RunAsync(int largeContracts, int smallContracts, int rounds, CancellationToken cancellation)
    {
        // In the zone where the day is over at the story's start.
        var numbers = Enumerable.Range(Governments.All + 1, int.MaxValue - Governments.All).Where(number => number % 10 < 7);
        Government[] cities = [.. numbers.Take(1 + WarmUps + 2 * rounds).Select((number, i) => Governments.Small(
            number, i == 0 ? largeContracts : smallContracts))];
        var (large, warm, small) = (cities[0], cities[1..(1 + WarmUps)], cities[(1 + WarmUps)..]);
        Stage.Say("Starting PostgreSQL, RabbitMQ, Redis and four services");
        await using var system = await RunningSystem.StartAsync(Settings, system => system.SweepEverySecond());
        Stage.Say($"Filling in {largeContracts:N0} contracts of one city and {smallContracts:N0} of each of {cities.Length - 1}");
        await using var fill = await Fill.OpenAsync(system);
        await fill.StoreAsync(cities);
        await fill.SettleAsync();

        // Code that has run a few times only is not compiled for good yet.
        Stage.Say("Warming up");
        await SweepEachAsync(system, fill, warm, cancellation);
        Stage.Say("Small cities alone");
        var alone = await SweepEachAsync(system, fill, small[..rounds], cancellation);
        Stage.Say("Their floor");
        var floor = await FloorsAsync(system, small[..rounds]);

        Stage.Say("Small cities beside the large one");
        await fill.FallDueAsync([large]);
        var night = new Night(system, [large]);
        await night.WaitUntilBegunAsync(cancellation);
        var beside = await SweepEachAsync(system, fill, small[rounds..], cancellation);
        var notified = await night.NotifiedAsync(cancellation);
        if (notified >= largeContracts)
            throw new InvalidOperationException($"The large city's {largeContracts:N0} contracts were notified before the last small city's: too few");
        return new CitiesFigures(
            smallContracts, largeContracts, rounds, alone.Median(), floor.Median(), beside.Median(), beside.Max(),
            (double)notified / largeContracts, PeakMemory.Of(system));
    }

    private static async Task<List<double>> SweepEachAsync(RunningSystem system, Fill fill, Government[] cities, CancellationToken cancellation)
    {
        var seconds = new List<double>();
        foreach (var city in cities)
        {
            seconds.Add(await SweepAsync(system, fill, city, cancellation));
            Stage.Say($"  {seconds[^1]:F2} s");
        }
        return seconds;
    }

    private static async Task<double> SweepAsync(RunningSystem system, Fill fill, Government city, CancellationToken cancellation)
    {
        var cycles = new CycleService.CycleServiceClient(system.ChannelTo("contract"));
        var night = new Night(system, [city], BetweenLooks);
        var start = Stopwatch.GetTimestamp();
        await fill.FallDueAsync([city]);
        await cycles.ExpireAsync(new ExpireRequest { CityId = $"{city.Id}" }, cancellationToken: cancellation);
        await night.WaitUntilNotifiedAsync(new Percentage("notified"), cancellation);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await night.CheckAsync();
        return seconds;
    }

    private static async Task<List<double>> FloorsAsync(RunningSystem system, Government[] cities)
    {
        var seconds = new List<double>();
        foreach (var city in cities)
        {
            await using var floor = await Floor.PrepareAsync(system, [city], $"floor_{city.Number}");
            await floor.WarmUpAsync();
            seconds.Add((await floor.WriteAsync()).Sum);
            Stage.Say($"  {seconds[^1]:F3} s");
        }
        return seconds;
    }
}
