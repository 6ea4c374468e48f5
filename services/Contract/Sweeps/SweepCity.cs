using Workforce.Contract.Cities;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Sweeps;

/// <summary>What a sweep of one city has done.</summary>
/// <param name="Chunks">Oldest day first.</param>
/// <param name="LeftOut">Days that remain, oldest first; also what arrived while it was swept.</param>
public sealed record SweptCity(IReadOnlyList<SweptChunk> Chunks, IReadOnlyList<LeftOutDay> LeftOut);

/// <summary>Sweeps one city on demand.</summary>
public sealed class SweepCity(CityStore cities, CycleStore cycles, SweepSteps steps, TimeProvider clock)
{
    /// <summary>Expires every contract of the city whose last day is before a day, that is in force, and that no other sweep has locked.</summary>
    /// <param name="asOf">Null = the city's today. It says which contracts expire; what is counted from the sweep is counted from today.</param>
    /// <param name="despiteMissing">Also while contracts of the register have not arrived.</param>
    /// <param name="by">Whose act it is.</param>
    /// <param name="cancellation">Stops between chunks; what was committed remains, and the next sweep does the rest.</param>
    /// <exception cref="NotFoundException">No such city.</exception>
    /// <exception cref="NotReadyException">The day has not begun in the city.</exception>
    public async Task<SweptCity> SweepAsync(Guid cityId, DateOnly? asOf, bool despiteMissing, Actor by, CancellationToken cancellation)
    {
        var city = await cities.GetAsync(cityId, cancellation);
        var today = clock.TodayIn(city.TimeZone);
        if (asOf > today)
            throw new NotReadyException($"as_of {asOf:yyyy-MM-dd} is later than today in {city.Name}, {today:yyyy-MM-dd}");

        var before = asOf ?? today;
        var arrival = (await steps.CheckArrivals.CheckAsync([city], despiteMissing, cancellation))[city.Id];
        var sweep = new Sweep(city, before, arrival, by, steps);
        var chunks = await SweepAsync(sweep, cancellation);
        return new SweptCity(chunks, await ListLeftOutAsync(sweep, before, arrival, cancellation));
    }

    // Its span and its duration end here: what is listed afterwards is no part of the sweep.
    private static async Task<IReadOnlyList<SweptChunk>> SweepAsync(Sweep sweep, CancellationToken cancellation)
    {
        using var ending = sweep;
        var chunks = new List<SweptChunk>();
        while (await sweep.NextAsync(cancellation) is { } chunk)
            chunks.Add(chunk);
        return chunks;
    }

    // As the sweep found them: were Registry asked again and away, what has expired would not be reported.
    private async Task<IReadOnlyList<LeftOutDay>> ListLeftOutAsync(
        Sweep sweep, DateOnly before, Arrival arrival, CancellationToken cancellation)
    {
        var unswept = await steps.UnsweptDays.ListContractsAsync(sweep.City.Id, before, arrival.AsOf, cancellation);
        if (unswept.Count == 0)
            return [];
        var basis = await cycles.ReadDecisionsAsync(sweep.City.Id, cancellation);
        return LeftOutDay.Of(sweep.City, unswept, basis, sweep.UnregisteredUnits, arrival);
    }
}
