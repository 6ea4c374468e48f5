using Grpc.Core;
using Workforce.Contract.States;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

/// <summary>Serves <c>contract/v1/states.proto</c>.</summary>
public sealed class StateEndpoint(ListStates listStates, CountStates countStates, CheckStates checkStates, CityDays days) : V1.StateService.StateServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<V1.ListStatesReply> ListStates(V1.ListStatesRequest request, ServerCallContext context)
    {
        var (cityId, filter) = (Field.Uuid("city_id", request.CityId), StateWire.FilterFrom(request));
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);
        var found = await listStates.ListAsync(
            cityId, RecordWire.OptionalDayFrom("day", request.Day), Field.OptionalMoment("known_at", request.KnownAt), filter, StateWire.AfterFrom(page), page.Size,
            context.Allowed(), context.CancellationToken);
        return StateWire.ToWire(found, page.Next(found.States, state => PageKey.Of(state.UnitId, state.ContractId)));
    }

    public override async Task<V1.CountStatesReply> CountStates(V1.CountStatesRequest request, ServerCallContext context) =>
        StateWire.ToWire(await countStates.CountAsync(
            Field.Uuid("city_id", request.CityId), RecordWire.OptionalDayFrom("day", request.Day), Field.OptionalMoment("known_at", request.KnownAt), context.Allowed().Reach,
            context.CancellationToken));

    public override async Task<V1.CheckStatesReply> CheckStates(V1.CheckStatesRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var day = RecordWire.OptionalDayFrom("day", request.Day) ?? await days.TodayAsync(cityId, context.CancellationToken);
        return StateWire.ToWire(await checkStates.CheckAsync(cityId, day, context.CancellationToken));
    }
}
