using System.Diagnostics;
using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Sweeps;

/// <summary>What one transaction of a sweep has expired.</summary>
public sealed record SweptChunk(Guid CycleId, DateOnly LastDay, int Contracts);

/// <summary>
/// The sweep of one city: every contract in force whose last day is before a day expires, oldest day first. Each call expires one chunk,
/// so that cities can take turns. What arrives after it has begun waits for the next.
/// </summary>
/// <param name="arrival">Whether the register had arrived when the sweep was begun.</param>
/// <param name="by">Whose act it is; null of the timer.</param>
/// <param name="steps">What it calls; the same for all cities.</param>
public sealed class Sweep(City city, DateOnly asOf, Arrival arrival, Actor? by, SweepSteps steps) : IDisposable
{
    private const int PassesInVain = 2;

    private readonly Activity? _span = SweepSpans.Start(city.Id, asOf);
    private readonly Stopwatch _duration = Stopwatch.StartNew();
    private readonly HashSet<Guid> _unregisteredUnits = [];
    private readonly HashSet<Guid> _waitingUnits = []; // those of them that the day's cycle does not have
    private Queue<UnsweptDay>? _days; // null before the first chunk is asked for
    private FrozenCycle? _cycle;
    private Pass _pass;
    private int _contracts;

    public City City => city;

    public DateOnly AsOf => asOf;

    /// <summary>Units whose contracts it has left in force, for the register has no such unit.</summary>
    public IReadOnlySet<Guid> UnregisteredUnits => _unregisteredUnits;

    /// <summary>Expires the next chunk.</summary>
    /// <returns>Null when nothing is left, or only what another sweep has locked and what is left out.</returns>
    public async Task<SweptChunk?> NextAsync(CancellationToken cancellation)
    {
        Activity.Current = _span ?? Activity.Current;
        _days ??= new(await ListDaysAsync(cancellation));
        while (_days.TryPeek(out var day))
        {
            if (await ExpireAsync(day, cancellation) is { } chunk)
            {
                _contracts += chunk.Contracts;
                return chunk;
            }
            _days.Dequeue();
            (_cycle, _pass) = (null, default);
            _waitingUnits.Clear();
        }
        return null;
    }

    public void Dispose()
    {
        _span?.SetTag("workforce.contracts", _contracts).Dispose();
        if (_contracts == 0)
            return;
        steps.Metrics.Swept(_duration.Elapsed);
        steps.Log.Swept(city.Code, asOf, _contracts, _duration.Elapsed.TotalSeconds);
    }

    private async Task<IReadOnlyList<UnsweptDay>> ListDaysAsync(CancellationToken cancellation)
    {
        if (arrival.Lack is { } lack)
        {
            steps.Log.CityNotReady(city.Code, asOf, lack);
            return [];
        }
        if (arrival.Missing > 0)
            steps.Log.ContractsMissing(city.Code, asOf, arrival.Missing);
        return await steps.UnsweptDays.ListAsync(city.Id, before: asOf, arrival.AsOf, cancellation);
    }

    private async Task<SweptChunk?> ExpireAsync(UnsweptDay day, CancellationToken cancellation)
    {
        if (_cycle is null)
        {
            // No cycle is opened without contracts.
            if (!day.HasContracts)
            {
                await steps.UnsweptDays.CloseAsync(city.Id, day.LastDay, cancellation);
                return null;
            }
            (_cycle, var lack) = await steps.OpenCycle.OpenAsync(city, day.LastDay, cancellation);
            if (_cycle is null)
            {
                // One old contract that ended before the city's first policy must not hold up the days that have one.
                steps.Log.DayNotReady(city.Code, lack!.Explanation);
                return null;
            }
        }
        while (!_pass.IsAtEnd || !await IsOverAsync(day, cancellation))
        {
            await steps.InFlight.WaitForRoomAsync(cancellation);
            if (await ExpireChunkAsync(day.LastDay, _cycle, cancellation) is { } chunk)
                return chunk;
        }
        return null;
    }

    // A pass goes once through units and contracts. One that expired nothing although contracts are in force met another sweep's lock,
    // units that the register does not have, or contracts that arrived after this sweep; or it got the lock just after that other sweep,
    // and saw only what that one had expired. That one may have met this lock and ended, so there is a second pass.
    private async Task<bool> IsOverAsync(UnsweptDay day, CancellationToken cancellation)
    {
        var inVain = _pass.ExpiredSome ? 0 : _pass.InVainBefore + 1;
        _pass = new Pass { InVainBefore = inVain };
        return await steps.UnsweptDays.CloseAsync(city.Id, day.LastDay, cancellation) || inVain == PassesInVain;
    }

    private async Task<SweptChunk?> ExpireChunkAsync(DateOnly lastDay, FrozenCycle cycle, CancellationToken cancellation)
    {
        using var span = SweepSpans.StartChunk(lastDay);
        var claim = new ChunkClaim(
            city.Id, lastDay, cycle.Cycle.Id, _pass.Position, _waitingUnits, steps.Options.ChunkSize, arrival.AsOf, cycle.Policy.RatePastPeriod, by);
        var dueDay = cycle.DueDayOn(steps.Clock.TodayIn(city.TimeZone));
        var expired = await steps.ExpireChunk.ExpireAsync(cycle, claim, dueDay, steps.Options.BatchSize, cancellation);
        if (expired.UnknownUnits.Count > 0)
        {
            _cycle = await AddUnitsAsync(cycle, expired.UnknownUnits, cancellation);
            return await ExpireChunkAsync(lastDay, _cycle, cancellation);
        }
        steps.InFlight.Published(expired.Contracts);
        _pass = _pass with
        {
            Position = expired.End,
            ExpiredSome = _pass.ExpiredSome || expired.Contracts > 0,
            IsAtEnd = expired.Contracts < claim.Size,
        };
        return expired.Contracts == 0 ? null : new SweptChunk(cycle.Cycle.Id, lastDay, expired.Contracts);
    }

    // Contracts of units that the register does not have wait for the next sweep, and hold up no others.
    private async Task<FrozenCycle> AddUnitsAsync(FrozenCycle cycle, IReadOnlyCollection<Guid> unknownUnits, CancellationToken cancellation)
    {
        var extended = await steps.AddUnits.AddAsync(cycle, cancellation);
        foreach (var unitId in unknownUnits.Where(unitId => !extended.Units.ContainsKey(unitId)))
        {
            _unregisteredUnits.Add(unitId);
            _waitingUnits.Add(unitId);
            steps.Log.UnitNotRegistered(unitId, city.Code, cycle.Cycle.LastDay);
        }
        return extended;
    }

    /// <param name="InVainBefore">How many passes just before it expired nothing.</param>
    private readonly record struct Pass(ChunkPosition Position, bool ExpiredSome, bool IsAtEnd, int InVainBefore);
}
