using Grpc.Core;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/workers.proto</c>.</summary>
public sealed class WorkerEndpoint(WorkerStore workers, FindWorker findWorker) : V1.WorkerService.WorkerServiceBase
{
    private const int WorkersPerCall = 1_000;

    public override async Task<V1.GetWorkerNamesReply> GetWorkerNames(V1.GetWorkerNamesRequest request, ServerCallContext context)
    {
        var ids = Field.Uuids("ids", request.Ids, WorkersPerCall);
        return new V1.GetWorkerNamesReply { Names = { await workers.GetNamesAsync(ids, context.CancellationToken) } };
    }

    public override async Task<V1.FindWorkerReply> FindWorker(V1.FindWorkerRequest request, ServerCallContext context)
    {
        var (worker, periods) = await findWorker.FindAsync(WorkerWire.NikFrom(request.Nik), context.CancellationToken);
        return new V1.FindWorkerReply
        {
            Worker = WorkerWire.ToWire(worker),
            ContractPeriods = { periods.Select(ContractPeriodWire.ToWire) },
        };
    }
}
