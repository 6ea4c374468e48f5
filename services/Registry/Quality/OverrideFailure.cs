using Microsoft.Extensions.Options;
using Workforce.Registry.Cities;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Quality;

/// <summary>Says of what fails a test that it is right nevertheless.</summary>
public sealed class OverrideFailure(CityStore cities, QualityStore quality, IOptions<QualityOptions> options, TimeProvider clock)
{
    /// <param name="by">Whose act it is.</param>
    /// <returns>The override; the stored one, when it is there already.</returns>
    /// <exception cref="NotFoundException">No such city, or nothing of it with these ids fails the test.</exception>
    public async Task<FailureOverride> OverrideAsync(
        Guid cityId, QualityTest test, Guid subjectId, Guid? otherId, string reason, Actor by, CancellationToken cancellation)
    {
        var judging = new Judging(cityId, clock.TodayIn((await cities.GetAsync(cityId, cancellation)).TimeZone), options.Value);
        var failures = await quality.ListAsync(judging, new FailureFilter(cityId, test) { SubjectId = subjectId, OtherId = otherId }, null, 1, cancellation);
        if (failures.Count == 0)
            throw new NotFoundException("failure", $"{subjectId}{(otherId is null ? "" : $" with {otherId}")}");
        return await quality.OverrideAsync(failures[0], cityId, reason, by, cancellation);
    }
}
