using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Workers;

/// <summary>Gets the names of workers; the access log says who did.</summary>
public sealed class GetWorkerNames(WorkerStore workers, AccessLog accesses)
{
    /// <summary>The names in the order of the ids; empty for ids that are unknown or out of reach.</summary>
    public async Task<IReadOnlyList<string>> GetAsync(Guid[] ids, AllowedCall call, CancellationToken cancellation)
    {
        var found = await workers.GetNamesAsync(ids, call.Reach, cancellation);
        AccessLog.NothingPersonal(call);
        // One for each city: its auditor sees those of the own city.
        await Task.WhenAll(found.Zip(ids)
            .Where(pair => pair.First.CityId is not null)
            .GroupBy(pair => pair.First.CityId, pair => pair.Second)
            .Select(city => accesses.WriteAsync(call, new Accessed(city.Key, [.. city.Distinct()], "ids"))));
        return [.. found.Select(worker => worker.Name)];
    }
}
