using Grpc.Core;
using Microsoft.Extensions.Options;
using Workforce.Access.V1;
using Workforce.Registry.Cities;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/cities.proto</c>.</summary>
public sealed class CityEndpoint(CityStore cities, ApplyCity applyCity, FindCity findCity, GetWorkUnits getWorkUnits, IOptions<AccessOptions> access)
    : V1.CityService.CityServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;
    private const int UnitsPerCall = 1_000;
    private const int VendorsPerCall = 1_000;

    public override async Task<V1.ApplyCityReply> ApplyCity(V1.ApplyCityRequest request, ServerCallContext context)
    {
        var mayAppoint = context.Allowed().Grants.Any(grant => grant.Role is Role.Hr or Role.System);
        var change = await applyCity.ApplyAsync(CityWire.DeclarationFrom(request, access.Value.UsualIssuer), mayAppoint, context.Allowed().Actor, context.CancellationToken);
        return new V1.ApplyCityReply { City = CityWire.ToWire(change.City), WorkUnits = change.UnitsAfterwards, Changed = change.Count };
    }

    public override async Task<V1.City> GetCity(V1.GetCityRequest request, ServerCallContext context) =>
        CityWire.ToWire(await findCity.FindAsync(Field.Text("city", request.City), context.Allowed().Reach, context.CancellationToken));

    public override async Task<V1.ListCitiesReply> ListCities(V1.ListCitiesRequest request, ServerCallContext context)
    {
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await cities.ListAsync(CityWire.AfterFrom(page), page.Size, context.Allowed().Reach, context.CancellationToken);
        return new V1.ListCitiesReply
        {
            Cities = { rows.Select(CityWire.ToWire) },
            NextPageToken = page.Next(rows, CityWire.KeyOf),
        };
    }

    public override async Task<V1.ListWorkUnitsReply> ListWorkUnits(V1.ListWorkUnitsRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await cities.ListUnitsAsync(cityId, UnitWire.AfterFrom(page), page.Size, context.CancellationToken);
        return new V1.ListWorkUnitsReply
        {
            WorkUnits = { rows.Select(unit => UnitWire.ToWire(unit, ShowsIdentities(context, unit.CityId))) },
            NextPageToken = page.Next(rows, UnitWire.KeyOf),
        };
    }

    public override async Task<V1.GetWorkUnitsReply> GetWorkUnits(V1.GetWorkUnitsRequest request, ServerCallContext context)
    {
        Guid[] ids = [.. Field.Uuids("ids", request.Ids, UnitsPerCall).Distinct()];
        var units = await getWorkUnits.GetAsync(ids, context.Allowed().Reach, context.CancellationToken);
        return new V1.GetWorkUnitsReply { WorkUnits = { units.Select(unit => UnitWire.ToWire(unit, ShowsIdentities(context, unit.CityId))) } };
    }

    // Workers and vendors, and heads of other units, know heads by name and title.
    private static bool ShowsIdentities(ServerCallContext context, Guid cityId) => context.Allowed().Reach.HasAllOf(cityId);

    public override async Task<V1.GetVendorNamesReply> GetVendorNames(V1.GetVendorNamesRequest request, ServerCallContext context)
    {
        var ids = Field.Uuids("ids", request.Ids, VendorsPerCall);
        var names = (await cities.GetVendorsAsync(ids, context.Allowed().Reach, context.CancellationToken)).ToDictionary(vendor => vendor.Id, vendor => vendor.Name);
        return new V1.GetVendorNamesReply { Names = { ids.Select(id => names.GetValueOrDefault(id, "")) } };
    }
}
