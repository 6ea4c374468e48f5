using System.Diagnostics;
using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Expiry;

/// <summary>The sweep of one city, one chunk a call, so that cities can take turns. Days are swept oldest first.</summary>
internal sealed class CitySweep : IDisposable
{
    private readonly DateOnly _asOf;
    private readonly SweepParts _parts;
    private readonly Activity? _span;
    private readonly Stopwatch _took = Stopwatch.StartNew();
    private Queue<DaySweep>? _days;
    private int _contracts;
    private string? _notReady;

    public CitySweep(City city, DateOnly asOf, SweepParts parts)
    {
        (City, _asOf, _parts) = (city, asOf, parts);
        var outer = Activity.Current;
        _span = SweepTelemetry.StartSweep(city.Id, asOf);
        // The span lasts over many turns; whoever makes sweeps must not have one become the parent of the next.
        Activity.Current = outer;
    }

    public City City { get; }

    /// <summary>Expires the next chunk.</summary>
    /// <returns>Null when the city is done.</returns>
    /// <exception cref="NotReadyException">Nothing was ended, for the city has no policy or exemption list for what is due.</exception>
    public async Task<SweptChunk?> NextAsync(CancellationToken cancellation)
    {
        Activity.Current = _span ?? Activity.Current;
        _days ??= await DueDaysAsync(cancellation);
        while (_days.TryPeek(out var day))
        {
            if (await NextOfAsync(day, cancellation) is { } chunk)
            {
                _contracts += chunk.Contracts;
                return chunk;
            }
            _days.Dequeue();
        }
        return _contracts == 0 && _notReady is not null ? throw new NotReadyException(_notReady) : null;
    }

    public void Dispose()
    {
        _span?.SetTag("workforce.contracts", _contracts).Dispose();
        if (_contracts == 0)
            return;
        SweepTelemetry.RecordSweep(_took.Elapsed);
        _parts.Log.Swept(City.Code, _asOf, _contracts, _took.Elapsed.TotalSeconds);
    }

    // One old contract, that ended before the city's first policy, must not hold up the days that have one.
    private async Task<SweptChunk?> NextOfAsync(DaySweep day, CancellationToken cancellation)
    {
        try
        {
            return await day.NextAsync(cancellation);
        }
        catch (NotReadyException notReady)
        {
            _notReady ??= notReady.Message;
            _parts.Log.DayNotReady(City.Code, notReady.Message);
            return null;
        }
    }

    private async Task<Queue<DaySweep>> DueDaysAsync(CancellationToken cancellation)
    {
        var days = await _parts.DueDays.ListAsync(City.Id, before: _asOf, cancellation);
        return new(days.Select(day => new DaySweep(City, day, _parts)));
    }
}
