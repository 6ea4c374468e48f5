using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Workforce.Contract.Cities;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Expiry;

/// <summary>
/// Sweeps every city by itself soon after its own midnight. Cities take turns, a chunk each, so that a small one does not wait
/// until a large one is done.
/// </summary>
public sealed class SweepTimer(CityTable cities, SweepParts parts, TimeProvider clock, IOptions<SweepOptions> options) : BackgroundService
{
    // The city whose day begins first is 14 hours ahead of UTC.
    private static readonly TimeSpan EarliestMidnight = TimeSpan.FromHours(14);

    private readonly Channel<CitySweep> _turns = Channel.CreateUnbounded<CitySweep>();
    private readonly ConcurrentDictionary<Guid, City> _underWay = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Timer is SweepTimerSwitch.On
            ? Task.WhenAll([LookOutAsync(stoppingToken),
                .. Enumerable.Range(0, options.Value.CitiesAtOnce).Select(_ => TakeTurnsAsync(stoppingToken))])
            : Task.CompletedTask;

    private async Task LookOutAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.EverySeconds));
        do
        {
            try
            {
                await BeginDueAsync(stopping);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                parts.Log.LookFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task BeginDueAsync(CancellationToken cancellation)
    {
        var latestToday = DateOnly.FromDateTime((clock.GetUtcNow() + EarliestMidnight).UtcDateTime);
        foreach (var (city, firstDay) in await cities.ListDueAsync(before: latestToday, cancellation))
        {
            var today = clock.TodayIn(city.TimeZone);
            if (firstDay < today && _underWay.TryAdd(city.Id, city))
                await _turns.Writer.WriteAsync(new CitySweep(city, today, parts), cancellation);
        }
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

    private async Task<bool> TakeTurnAsync(CitySweep sweep, CancellationToken stopping)
    {
        try
        {
            return await sweep.NextAsync(stopping) is not null;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // One city's trouble (no policy yet, Registry away) is not the others'. The next look begins it again.
            parts.Log.CityFailed(sweep.City.Code, e);
            return false;
        }
    }

    private void End(CitySweep sweep)
    {
        sweep.Dispose();
        _underWay.TryRemove(sweep.City.Id, out _);
    }
}
