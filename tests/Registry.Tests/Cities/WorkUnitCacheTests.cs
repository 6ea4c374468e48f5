using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Cities;

/// <summary>Work units are remembered by each instance; what an applied city changed is seen at once by all.</summary>
[Collection(nameof(RegistryService))]
public sealed class WorkUnitCacheTests(RegistryService registry)
{
    [Fact]
    public async Task GetWorkUnits_HeadChanged_IsSeenByEveryInstance()
    {
        await using var other = await registry.StartProcessAsync();
        var there = other.Cities;
        var (request, ids) = await UnitsAsync();
        Assert.Equal(await ReadAsync(registry.Cities, ids), await ReadAsync(there, ids));

        foreach (var name in (string[])["Yohanes Lay", "Maria Bria", "Yohanes Lay"])
        {
            request.WorkUnits[0].Head.Name = name;
            await registry.Cities.ApplyCityAsync(request);

            Assert.Equal(name, (await ReadAsync(there, ids))[0].Head.Name);
            Assert.Equal(name, (await ReadAsync(registry.Cities, ids))[0].Head.Name);
        }
    }

    [Fact]
    public async Task GetWorkUnits_SomeUnknown_AreLeftOutInTheOrderAsked()
    {
        var (_, ids) = await UnitsAsync();
        await ReadAsync(registry.Cities, [ids[1]]);

        Assert.Equal([ids[1], ids[0]], (await ReadAsync(registry.Cities, [$"{Guid.NewGuid()}", ids[1], $"{Guid.NewGuid()}", ids[0]])).Select(unit => unit.Id));
    }

    private static async Task<IReadOnlyList<WorkUnit>> ReadAsync(CityService.CityServiceClient cities, string[] ids) =>
        (await cities.GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { ids } })).WorkUnits;

    private async Task<(ApplyCityRequest Request, string[] Ids)> UnitsAsync()
    {
        var request = Requests.City();
        var city = (await registry.Cities.ApplyCityAsync(request)).City;
        var units = await registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id });
        return (request, [.. units.WorkUnits.Select(unit => unit.Id)]);
    }
}
