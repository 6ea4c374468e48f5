using System.Diagnostics;
using Grpc.Core;
using Workforce.Contract.Batches;
using Workforce.Contract.Cycles;
using Workforce.Contract.Sweeps;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

public sealed class CycleEndpoint(
    SweepCity sweepCity, ListLeftOutDays listLeftOutDays, CycleStore cycles, BatchStore batches, IHostApplicationLifetime lifetime)
    : V1.CycleService.CycleServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(100);

    public override async Task<V1.ExpireReply> Expire(V1.ExpireRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var asOf = Field.OptionalDay("as_of", request.AsOf);
        var swept = await sweepCity.SweepAsync(cityId, asOf, request.DespiteMissing, context.Allowed().Actor, context.CancellationToken);
        return new V1.ExpireReply
        {
            ContractsExpired = swept.Chunks.Sum(chunk => chunk.Contracts),
            Cycles = { swept.Chunks.GroupBy(chunk => chunk.CycleId).Select(CycleWire.ToWire) },
            LeftOut = { swept.LeftOut.Select(CycleWire.ToWire) },
            TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
        };
    }

    public override async Task<V1.ListLeftOutDaysReply> ListLeftOutDays(V1.ListLeftOutDaysRequest request, ServerCallContext context)
    {
        var days = await listLeftOutDays.ListAsync(Field.Uuid("city_id", request.CityId), context.CancellationToken);
        return new V1.ListLeftOutDaysReply { Days = { days.Select(CycleWire.ToWire) } };
    }

    public override async Task<V1.Cycle> GetCycle(V1.GetCycleRequest request, ServerCallContext context)
    {
        var cycle = await cycles.FindFrozenAsync(Field.Uuid("cycle_id", request.CycleId), context.Allowed().Reach, context.CancellationToken)
            ?? throw new NotFoundException("cycle", request.CycleId);
        return CycleWire.ToWire(cycle);
    }

    public override async Task<V1.ListCyclesReply> ListCycles(V1.ListCyclesRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);
        var after = CycleWire.AfterFrom(page);
        var cityId = Field.Uuid("city_id", request.CityId);
        var rows = await batches.ListProgressAsync(cityId, after, page.Size, context.CancellationToken);
        return new V1.ListCyclesReply
        {
            Cycles = { rows.Select(row => CycleWire.ToWire(row, context.Allowed().Reach)) },
            NextPageToken = page.Next(rows, CycleWire.KeyOf),
        };
    }

    public override async Task WatchCycle(
        V1.WatchCycleRequest request, IServerStreamWriter<V1.CycleProgress> responseStream, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        V1.CycleProgress? sent = null;
        while (true)
        {
            var now = await batches.FindProgressAsync(cycleId, context.Allowed().Reach, context.CancellationToken)
                ?? throw new NotFoundException("cycle", request.CycleId);
            var news = CycleWire.ToWire(now, context.Allowed().Reach);
            if (!news.Equals(sent))
                await responseStream.WriteAsync(news, context.CancellationToken);
            if (now.IsComplete)
                return;
            sent = news;
            // Kestrel ends no call by itself when it stops: a watching caller would hold up the stop until its timeout.
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                throw new StoppingException();
            await Task.Delay(BetweenChecks, context.CancellationToken);
        }
    }
}
