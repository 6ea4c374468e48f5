using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Rejects;

/// <summary>Lists the open, or the settled, rejects of a city; they are of persons, so the access log says who did.</summary>
public sealed class ListRejects(RejectStore rejects, AccessLog accesses)
{
    /// <summary>In the order in which they were first rejected.</summary>
    /// <param name="after">Id of the last one of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Reject>> ListAsync(
        RejectFilter filter, Guid? after, int size, AllowedCall call, CancellationToken cancellation)
    {
        var found = await rejects.ListAsync(filter, after, size, cancellation);
        Guid[] workers = [.. found.Select(reject => reject.WorkerId).OfType<Guid>().Distinct()];
        await accesses.WriteAsync(call, new Accessed(
            filter.CityId, workers,
            $"{found.Count} {(filter.IsSettled ? "settled " : "")}rejects{(filter.UnitId is { } unit ? $" of unit {unit}" : "")} after {after}"));
        return found;
    }
}
