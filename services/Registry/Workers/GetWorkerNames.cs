using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Workers;

/// <summary>Gets the names of workers; the access log says who did.</summary>
public sealed class GetWorkerNames(WorkerStore workers, AccessLog accesses)
{
    /// <summary>The names in the order of the ids; empty for ids that are unknown or out of reach.</summary>
    public async Task<IReadOnlyList<string>> GetAsync(Guid[] ids, AllowedCall call, CancellationToken cancellation)
    {
        var found = await workers.GetNamesAsync(ids, call.Reach, cancellation);
        await accesses.WriteByCityAsync(call, from pair in found.Zip(ids) where pair.First.CityId is not null select (pair.First.CityId!.Value, pair.Second), "ids");
        return [.. found.Select(worker => worker.Name)];
    }
}
