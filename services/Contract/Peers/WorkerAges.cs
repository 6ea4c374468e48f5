using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Peers;

/// <summary>Ages of workers, from Registry, which keeps their days of birth to itself.</summary>
public sealed class WorkerAges(WorkerService.WorkerServiceClient registry)
{
    /// <summary>Implements <see cref="Recommendations.GetAges"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> GetAsync(IReadOnlyCollection<Guid> workerIds, DateOnly on, CancellationToken cancellation)
    {
        var reply = await registry.GetAgesAsync(new GetAgesRequest { Ids = { workerIds.Select(id => $"{id}") }, On = on.ToIso() }, cancellationToken: cancellation);
        return workerIds.Zip(reply.Years).Where(worker => worker.Second > 0).ToDictionary();
    }
}
