using System.Collections.Concurrent;
using System.Threading.Channels;
using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Sweeps;

/// <summary>
/// Sweeps every city soon after its own midnight. Cities take turns, a chunk each, so that a small one does not wait until a large one
/// is done.
/// </summary>
public sealed class SweepTimer(SweepSteps steps, TimeProvider clock) : BackgroundService
{
    // The city whose day begins first is 14 hours ahead of UTC.
    private static readonly TimeSpan EarliestMidnight = TimeSpan.FromHours(14);

    private readonly Channel<Sweep> _turns = Channel.CreateUnbounded<Sweep>();
    // By city and day: one whose clock shows a day more is swept again, also while the sweep of the day before still runs.
    private readonly ConcurrentDictionary<(Guid CityId, DateOnly AsOf), Sweep> _sweeps = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        steps.Options.Timer is SweepTimerSwitch.On
            ? Task.WhenAll([BeginSweepsAsync(stoppingToken),
                .. Enumerable.Range(0, steps.Options.ConcurrentCities).Select(_ => TakeTurnsAsync(stoppingToken))])
            : Task.CompletedTask;

    private async Task BeginSweepsAsync(CancellationToken stopping)
    {
        using var timer = new StoryTimer(TimeSpan.FromSeconds(steps.Options.EverySeconds), clock);
        do
        {
            try
            {
                await BeginDueAsync(stopping);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                steps.Log.TimerFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task BeginDueAsync(CancellationToken cancellation)
    {
        var due = await ListDueAsync(cancellation);
        if (due.Count == 0)
            return;
        var arrivals = await steps.CheckArrivals.CheckAsync([.. due.Select(one => one.City)], despiteMissing: false, cancellation);
        foreach (var (city, today) in due)
        {
            var sweep = new Sweep(city, today, arrivals[city.Id], by: null, steps);
            _sweeps.TryAdd((city.Id, today), sweep);
            await _turns.Writer.WriteAsync(sweep, cancellation);
        }
    }

    private async Task<IReadOnlyList<(City City, DateOnly Today)>> ListDueAsync(CancellationToken cancellation)
    {
        var latestToday = DateOnly.FromDateTime((clock.GetUtcNow() + EarliestMidnight).UtcDateTime);
        return
        [
            .. from unswept in await steps.UnsweptDays.ListCitiesAsync(before: latestToday, cancellation)
               let today = clock.TodayIn(unswept.City.TimeZone)
               where unswept.FirstDay < today && !_sweeps.ContainsKey((unswept.City.Id, today))
               select (unswept.City, today),
        ];
    }

    private async Task TakeTurnsAsync(CancellationToken stopping)
    {
        await foreach (var sweep in _turns.Reader.ReadAllAsync(stopping))
        {
            if (await TakeTurnAsync(sweep, stopping))
                await _turns.Writer.WriteAsync(sweep, stopping);
            else
                End(sweep);
        }
    }

    private async Task<bool> TakeTurnAsync(Sweep sweep, CancellationToken stopping)
    {
        try
        {
            return await sweep.NextAsync(stopping) is not null;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // One city's failure does not stop the others. The next tick begins its sweep again.
            steps.Log.CityFailed(sweep.City.Code, e);
            return false;
        }
    }

    private void End(Sweep sweep)
    {
        sweep.Dispose();
        _sweeps.TryRemove((sweep.City.Id, sweep.AsOf), out _);
    }
}
