using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Workers;

/// <summary>Gets the ages of workers; the access log says of whom.</summary>
public sealed class GetAges(WorkerStore workers, AccessLog accesses)
{
    /// <summary>Whole years on a day, in the order of the ids; 0 for ids that are unknown or out of reach.</summary>
    public async Task<IReadOnlyList<int>> GetAsync(Guid[] ids, DateOnly on, AllowedCall call, CancellationToken cancellation)
    {
        var found = await workers.GetAgesAsync(ids, on, call.Reach, cancellation);
        await accesses.WriteByCityAsync(call, from pair in found.Zip(ids) where pair.First.CityId is not null select (pair.First.CityId!.Value, pair.Second), "ages");
        return [.. found.Select(worker => worker.Years)];
    }
}
