using Microsoft.Extensions.Options;
using Workforce.Registry.Cities;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Quality;

/// <summary>Says by what a city's register is judged now.</summary>
public sealed class BeginJudging(CityStore cities, IOptions<QualityOptions> options, TimeProvider clock)
{
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<Judging> BeginAsync(Guid cityId, CancellationToken cancellation) =>
        new(cityId, clock.TodayIn((await cities.GetAsync(cityId, cancellation)).TimeZone), options.Value);
}
