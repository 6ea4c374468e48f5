using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Sweeps;

/// <summary>Sweeps one city on demand.</summary>
public sealed class SweepCity(CityStore cities, SweepSteps steps, TimeProvider clock)
{
    /// <summary>Expires every contract of the city whose last day is before a day, that is in force, and that no other sweep has locked.</summary>
    /// <param name="asOf">Null = the city's today.</param>
    /// <param name="cancellation">Stops between chunks; what was committed remains, and the next sweep does the rest.</param>
    /// <returns>The chunks, oldest day first.</returns>
    /// <exception cref="NotFoundException">No such city.</exception>
    /// <exception cref="NotReadyException">
    /// The day has not begun in the city, or the city has no policy or exemption list for any day that is due.
    /// </exception>
    public async Task<IReadOnlyList<SweptChunk>> SweepAsync(Guid cityId, DateOnly? asOf, CancellationToken cancellation)
    {
        var city = await cities.FindAsync(cityId, cancellation)
            ?? throw new NotFoundException("city", $"{cityId}", "the register may not have published it yet");
        var today = clock.TodayIn(city.TimeZone);
        if (asOf > today)
            throw new NotReadyException($"as_of {asOf:yyyy-MM-dd} is later than today in {city.Name}, {today:yyyy-MM-dd}");

        using var sweep = new Sweep(city, asOf ?? today, steps);
        var chunks = new List<SweptChunk>();
        while (await sweep.NextAsync(cancellation) is { } chunk)
            chunks.Add(chunk);
        return chunks;
    }
}
