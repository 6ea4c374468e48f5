using Workforce.Registry.V1;

namespace Workforce.Notification.Peers;

/// <summary>Names of workers, from Registry.</summary>
public sealed class WorkerNames(WorkerService.WorkerServiceClient registry)
{
    /// <summary>Implements <see cref="Notices.GetWorkerNames"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public Task<IReadOnlyDictionary<Guid, string>> GetAsync(IReadOnlyCollection<Guid> workerIds, CancellationToken cancellation) =>
        NamesOf.EachAsync(workerIds, async ids =>
        {
            var reply = await registry.GetWorkerNamesAsync(new GetWorkerNamesRequest { Ids = { ids.Select(id => $"{id}") } }, cancellationToken: cancellation);
            return ids.Zip(reply.Names).Where(worker => worker.Second != "");
        });
}
