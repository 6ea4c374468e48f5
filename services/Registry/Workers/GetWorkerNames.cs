using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Workers;

/// <summary>Gets the names of workers; the access log says who did.</summary>
public sealed class GetWorkerNames(WorkerStore workers, AccessLog accesses)
{
    /// <summary>The names in the order of the ids; empty for ids that are unknown or out of reach.</summary>
    public async Task<IReadOnlyList<string>> GetAsync(Guid[] ids, AllowedCall call, CancellationToken cancellation)
    {
        var found = await workers.GetNamesAsync(ids, call.Reach, cancellation);
        var named = found.Zip(ids).Where(pair => pair.First.CityId is not null).Select(pair => pair.Second).ToList();
        if (named.Count == 0)
            AccessLog.NothingPersonal(call);
        else
            await accesses.WriteAsync(call, new Accessed(CityOf(found), named, "ids"));
        return [.. found.Select(worker => worker.Name)];
    }

    private static Guid? CityOf(IReadOnlyList<WorkerName> found) =>
        found.Select(worker => worker.CityId).OfType<Guid>().Distinct().ToList() is [var city] ? city : null;
}
