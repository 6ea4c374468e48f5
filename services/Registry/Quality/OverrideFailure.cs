using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Quality;

/// <summary>Says of what fails a test that it is right nevertheless.</summary>
public sealed class OverrideFailure(BeginJudging beginJudging, QualityStore quality, FindLookAlikes findLookAlikes)
{
    /// <param name="by">Whose act it is.</param>
    /// <returns>The override; the stored one, when it is there already.</returns>
    /// <exception cref="NotFoundException">No such city, or nothing of it with these ids fails the test.</exception>
    public async Task<FailureOverride> OverrideAsync(
        Guid cityId, QualityTest test, Guid subjectId, Guid? otherId, string reason, Actor by, CancellationToken cancellation)
    {
        var judging = await beginJudging.BeginAsync(cityId, cancellation);
        var filter = new FailureFilter(cityId, test) { SubjectId = subjectId, OtherId = otherId };
        var failures = test is QualityTest.LookAlike
            ? await findLookAlikes.FindAsync(judging, filter, null, 1, cancellation)
            : await quality.ListAsync(judging, filter, null, 1, cancellation);
        if (failures.Count == 0)
            throw new NotFoundException("failure", $"{subjectId}{(otherId is null ? "" : $" with {otherId}")}");
        return await quality.OverrideAsync(failures[0], cityId, reason, by, cancellation);
    }
}
