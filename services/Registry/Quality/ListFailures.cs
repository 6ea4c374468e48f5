using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Quality;

/// <summary>Lists what of a city's register fails a test; it is of persons, so the access log says who did.</summary>
public sealed class ListFailures(BeginJudging beginJudging, QualityStore quality, FindLookAlikes findLookAlikes, AccessLog accesses)
{
    /// <summary>By subject and other.</summary>
    /// <param name="after">Subject and other of the last failure of the page before; null on the first page.</param>
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<IReadOnlyList<QualityFailure>> ListAsync(
        FailureFilter filter, (Guid Subject, Guid Other)? after, int size, AllowedCall call, CancellationToken cancellation)
    {
        var judging = await beginJudging.BeginAsync(filter.CityId, cancellation);
        var failures = filter.Test is QualityTest.LookAlike
            ? await findLookAlikes.FindAsync(judging, filter, after, size, cancellation)
            : await quality.ListAsync(judging, filter, after, size, cancellation);
        Guid[] workers = [.. failures.SelectMany(failure => new[] { failure.Worker?.Id, failure.Other?.Id }).OfType<Guid>().Distinct()];
        await accesses.WriteAsync(call, new Accessed(filter.CityId, workers, $"{failures.Count} failures of {filter.Test}"));
        return failures;
    }
}
