using Workforce.Registry.V1;

namespace Workforce.Notification.Peers;

/// <summary>Asks Registry what workers are called.</summary>
public sealed class WorkerNames(WorkerService.WorkerServiceClient registry)
{
    /// <summary>What Registry answers in one call.</summary>
    private const int AtOnce = 1_000;

    /// <returns>Names by worker id; workers that the register does not know are left out.</returns>
    /// <exception cref="Grpc.Core.RpcException">Registry cannot be reached.</exception>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IEnumerable<Guid> workerIds, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var chunk in workerIds.Distinct().Chunk(AtOnce))
        {
            var request = new GetWorkerNamesRequest { Ids = { chunk.Select(id => $"{id}") } };
            var reply = await registry.GetWorkerNamesAsync(request, cancellationToken: cancellation);
            foreach (var (id, name) in chunk.Zip(reply.Names).Where(worker => worker.Second != ""))
                names[id] = name;
        }
        return names;
    }
}
