using Workforce.Registry.V1;

namespace Workforce.Notification.Peers;

/// <summary>Names of workers, from Registry.</summary>
public sealed class WorkerNames(WorkerService.WorkerServiceClient registry)
{
    /// <summary>What Registry answers in one call.</summary>
    private const int IdsPerCall = 1_000;

    /// <summary>Implements <see cref="Notices.GetWorkerNames"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public async Task<IReadOnlyDictionary<Guid, string>> GetAsync(IReadOnlyCollection<Guid> workerIds, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var chunk in workerIds.Distinct().Chunk(IdsPerCall))
        {
            var request = new GetWorkerNamesRequest { Ids = { chunk.Select(id => $"{id}") } };
            var reply = await registry.GetWorkerNamesAsync(request, cancellationToken: cancellation);
            foreach (var (id, name) in chunk.Zip(reply.Names).Where(worker => worker.Second != ""))
                names[id] = name;
        }
        return names;
    }
}
