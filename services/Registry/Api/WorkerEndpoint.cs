using System.Runtime.CompilerServices;
using Grpc.Core;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/workers.proto</c>.</summary>
public sealed class WorkerEndpoint(GetWorkerNames getWorkerNames, GetAges getAges, FindWorker findWorker) : V1.WorkerService.WorkerServiceBase
{
    private const int WorkersPerCall = 1_000;

    // Written once for as long as the worker is cached: making it costs more than finding the worker. Nothing changes a reply.
    private static readonly ConditionalWeakTable<WorkerOnRecord, V1.FindWorkerReply> Replies = [];

    public override async Task<V1.GetWorkerNamesReply> GetWorkerNames(V1.GetWorkerNamesRequest request, ServerCallContext context)
    {
        var ids = Field.Uuids("ids", request.Ids, WorkersPerCall);
        return new V1.GetWorkerNamesReply { Names = { await getWorkerNames.GetAsync(ids, context.Allowed(), context.CancellationToken) } };
    }

    public override async Task<V1.GetAgesReply> GetAges(V1.GetAgesRequest request, ServerCallContext context)
    {
        var (ids, on) = (Field.Uuids("ids", request.Ids, WorkersPerCall), Field.Day("on", request.On));
        return new V1.GetAgesReply { Years = { await getAges.GetAsync(ids, on, context.Allowed(), context.CancellationToken) } };
    }

    public override async Task<V1.FindWorkerReply> FindWorker(V1.FindWorkerRequest request, ServerCallContext context)
    {
        var worker = await findWorker.FindAsync(WorkerWire.NikFrom(request.Nik), context.Allowed(), context.CancellationToken);
        return Replies.GetValue(worker, WorkerWire.ToWire);
    }
}
