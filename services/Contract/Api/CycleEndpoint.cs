using System.Diagnostics;
using Grpc.Core;
using Workforce.Contract.Cycles;
using Workforce.Contract.Expiry;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

public sealed class CycleEndpoint(
    Sweeper sweeper, CycleReader cycles, ProgressTable progress, IHostApplicationLifetime lifetime)
    : V1.CycleService.CycleServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public override async Task<V1.ExpireReply> Expire(V1.ExpireRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var asOf = Field.OptionalDay("as_of", request.AsOf);
        var chunks = await sweeper.SweepAsync(cityId, asOf, context.CancellationToken);
        return new V1.ExpireReply
        {
            ContractsExpired = chunks.Sum(chunk => chunk.Contracts),
            Cycles = { chunks.GroupBy(chunk => chunk.CycleId).Select(CycleMapping.Wire) },
            TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
        };
    }

    public override async Task<V1.Cycle> GetCycle(V1.GetCycleRequest request, ServerCallContext context)
    {
        var cycle = await cycles.FindFrozenAsync(Field.Uuid("cycle_id", request.CycleId), context.CancellationToken)
            ?? throw new NotFoundException("cycle", request.CycleId);
        return CycleMapping.Wire(cycle);
    }

    public override async Task<V1.ListCyclesReply> ListCycles(V1.ListCyclesRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);
        var before = page.After is { } day ? Field.Day("page_token", day) : (DateOnly?)null;
        var rows = await progress.ListAsync(Field.Uuid("city_id", request.CityId), before, page.Size, context.CancellationToken);
        return new V1.ListCyclesReply
        {
            Cycles = { rows.Select(CycleMapping.Wire) },
            NextPageToken = page.Next(rows, row => Field.Iso(row.LastDay)),
        };
    }

    public override async Task WatchCycle(
        V1.WatchCycleRequest request, IServerStreamWriter<V1.CycleProgress> responseStream, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        CycleProgress? seen = null;
        while (true)
        {
            var now = await progress.FindAsync(cycleId, context.CancellationToken)
                ?? throw new NotFoundException("cycle", request.CycleId);
            if (now != seen)
                await responseStream.WriteAsync(CycleMapping.Wire(now), context.CancellationToken);
            if (now.AllTold)
                return;
            seen = now;
            // Kestrel ends no call by itself when it stops: whoever watches would hold up the stop until its time is over.
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                throw new RpcException(new Status(StatusCode.Unavailable, "the service is stopping"));
            await Task.Delay(BetweenLooks, context.CancellationToken);
        }
    }
}
