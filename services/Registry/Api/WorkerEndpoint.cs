using Grpc.Core;
using Workforce.Registry.Cache;
using Workforce.Registry.Storage;
using Workforce.Registry.V1;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Worker = Workforce.Registry.V1.Worker;

namespace Workforce.Registry.Api;

internal sealed class WorkerEndpoint(WorkerListing listing, ReplyCache cache) : WorkerService.WorkerServiceBase
{
    private const int MostWorkers = 1_000;

    public override async Task<GetWorkersReply> GetWorkers(GetWorkersRequest request, ServerCallContext context)
    {
        Guid[] ids = [.. Field.Uuids("ids", request.Ids, MostWorkers).Distinct()];
        var workers = await cache.ReadAsync(CachedKind.Worker, ids, Worker.Parser, missing => LoadAsync(missing, context));
        return new GetWorkersReply { Workers = { workers } };
    }

    public override async Task<GetWorkerNamesReply> GetWorkerNames(GetWorkerNamesRequest request, ServerCallContext context)
    {
        var ids = Field.Uuids("ids", request.Ids, MostWorkers);
        var names = await listing.NamesAsync([.. ids], context.CancellationToken);
        return new GetWorkerNamesReply { Names = { names } };
    }

    public override async Task<FindWorkerReply> FindWorker(FindWorkerRequest request, ServerCallContext context)
    {
        var text = request.Nik.Trim();
        if (!Nik.TryRead(text, out var nik))
            throw new InvalidInputException("nik", Nik.MaskWhole(text), $"is not {Nik.Length} digits");
        var (worker, periods) = await listing.FindAsync(nik, context.CancellationToken) ?? throw new NotFoundException("worker with NIK", $"{nik}");
        return new FindWorkerReply { Worker = worker.ToWire(), ContractPeriods = { periods.Select(period => period.ToWire()) } };
    }

    private async Task<IReadOnlyDictionary<Guid, Worker>> LoadAsync(Guid[] ids, ServerCallContext context)
    {
        var workers = await listing.GetAsync(ids, context.CancellationToken);
        return workers.ToDictionary(worker => worker.Id, worker => worker.ToWire());
    }
}
