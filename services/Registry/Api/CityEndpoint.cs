using Grpc.Core;
using Workforce.Registry.Cache;
using Workforce.Registry.Storage;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

internal sealed class CityEndpoint(CityStore store, CityListing listing, ReplyCache cache) : CityService.CityServiceBase
{
    private const int MostUnits = 1_000;

    public override async Task<ApplyCityReply> ApplyCity(ApplyCityRequest request, ServerCallContext context)
    {
        var change = await store.ApplyAsync(request.FromWire(), context.CancellationToken);
        return new ApplyCityReply { City = change.City.ToWire(), WorkUnits = change.UnitsAfterwards, Changed = change.Count };
    }

    public override async Task<City> GetCity(GetCityRequest request, ServerCallContext context) =>
        (await listing.FindAsync(Field.Text("city", request.City), context.CancellationToken)).ToWire();

    public override async Task<ListCitiesReply> ListCities(ListCitiesRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, byDefault: 100, atMost: 1_000);
        var cities = await listing.PageAsync(page, context.CancellationToken);
        return new ListCitiesReply
        {
            Cities = { cities.Select(city => city.ToWire()) },
            NextPageToken = page.Next(cities, city => city.Code),
        };
    }

    public override async Task<ListWorkUnitsReply> ListWorkUnits(ListWorkUnitsRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, byDefault: 100, atMost: 1_000);
        var units = await listing.UnitsAsync(Field.Uuid("city_id", request.CityId), page, context.CancellationToken);
        return new ListWorkUnitsReply
        {
            WorkUnits = { units.Select(unit => unit.ToWire()) },
            NextPageToken = page.Next(units, unit => unit.Code),
        };
    }

    public override async Task<GetWorkUnitsReply> GetWorkUnits(GetWorkUnitsRequest request, ServerCallContext context)
    {
        Guid[] ids = [.. Field.Uuids("ids", request.Ids, MostUnits).Distinct()];
        var units = await cache.ReadAsync(CachedKind.WorkUnit, ids, WorkUnit.Parser, missing => LoadAsync(missing, context));
        return new GetWorkUnitsReply { WorkUnits = { units } };
    }

    private async Task<IReadOnlyDictionary<Guid, WorkUnit>> LoadAsync(Guid[] ids, ServerCallContext context)
    {
        var units = await listing.UnitsAsync(ids, context.CancellationToken);
        return units.ToDictionary(unit => unit.Id, unit => unit.ToWire());
    }
}
