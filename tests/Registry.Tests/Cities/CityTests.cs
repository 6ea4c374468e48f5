using Grpc.Core;
using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Cities;

[Collection(nameof(RegistryService))]
public sealed class CityTests(RegistryService registry)
{
    [Fact]
    public async Task ApplyCity_NewCity_IsStoredAndPublished()
    {
        var request = Requests.City();
        var reply = await registry.Cities.ApplyCityAsync(request);

        Assert.Equal((1 + 2 + 1, 2, 1L), (reply.Changed, reply.WorkUnits, reply.City.Version));
        var published = Assert.Single(await registry.PublishedAsync<CityRegistered>(reply.City, city => city.CityId));
        Assert.Equal((request.Code, request.Name, "Asia/Makassar", 1L), (published.Code, published.Name, published.TimeZone, published.Version));
    }

    [Fact]
    public async Task ApplyCity_SameAgain_ChangesNothingAndPublishesNothing()
    {
        var request = Requests.City();
        var first = await registry.Cities.ApplyCityAsync(request);
        var again = await registry.Cities.ApplyCityAsync(request);

        Assert.Equal((0, 2, first.City), (again.Changed, again.WorkUnits, again.City));
        Assert.Single(await registry.PublishedAsync<CityRegistered>(first.City, city => city.CityId));
    }

    [Fact]
    public async Task GetVendorNames_KnownAndUnknown_AreInTheOrderOfTheIds()
    {
        var city = await registry.NewCityAsync();
        var vendor = await registry.Running.ScalarAsync<Guid>("select id from vendor where city_id = $1", Guid.Parse(city.Id));

        var reply = await registry.Cities.GetVendorNamesAsync(new GetVendorNamesRequest { Ids = { $"{Guid.NewGuid()}", $"{vendor}", $"{vendor}" } });

        Assert.Equal(["", "PT Bersih Jaya", "PT Bersih Jaya"], reply.Names);
    }

    [Fact]
    public async Task ApplyCity_UnitAddedAndAnotherNotNamed_KeepsBoth()
    {
        var request = Requests.City();
        await registry.Cities.ApplyCityAsync(request);
        request.WorkUnits.RemoveAt(1);
        request.WorkUnits.Add(Requests.Unit("bpbd", "BPBD"));

        var reply = await registry.Cities.ApplyCityAsync(request);

        Assert.Equal((1, 3, 2L), (reply.Changed, reply.WorkUnits, reply.City.Version));
        Assert.Equal(["bpbd", "damkar", "rsud"], (await UnitsAsync(reply.City)).Select(unit => unit.Code));
    }

    [Fact]
    public async Task ApplyCity_NewHead_HasANewIdAndTheSameHeadKeepsIt()
    {
        var request = Requests.City();
        var city = (await registry.Cities.ApplyCityAsync(request)).City;
        var before = (await UnitsAsync(city))[0].Head;

        request.WorkUnits[0].Head.Title = "Plt. Kepala";
        await registry.Cities.ApplyCityAsync(request);
        var promoted = (await UnitsAsync(city))[0].Head;
        request.WorkUnits[0].Head.Name = "Yohanes Lay";
        await registry.Cities.ApplyCityAsync(request);
        var successor = (await UnitsAsync(city))[0].Head;

        Assert.Equal((before.Id, "Plt. Kepala"), (promoted.Id, promoted.Title));
        Assert.NotEqual(before.Id, successor.Id);
    }

    [Fact]
    public async Task ApplyCity_ManyConcurrently_NoneIsLost()
    {
        var request = Requests.City();
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var mine = request.Clone();
            mine.WorkUnits.Add(Requests.Unit($"puskesmas-{i}", $"Puskesmas {i}"));
            return await registry.Cities.ApplyCityAsync(mine);
        }));

        var city = await registry.Cities.GetCityAsync(new GetCityRequest { City = request.Code });
        Assert.Equal(14, (await UnitsAsync(city)).Count);
        Assert.Equal(Enumerable.Range(1, 12).Select(version => (long)version), replies.Select(reply => reply.City.Version).Order());
        Assert.Equal(12, (await registry.PublishedAsync<CityRegistered>(city, one => one.CityId)).Count);
    }

    public static TheoryData<string, Action<ApplyCityRequest>> Refused => new()
    {
        { "time_zone", city => city.TimeZone = V1.TimeZone.Unspecified },
        { "code 'Kota Kupang'", city => city.Code = "Kota Kupang" },
        { "name: is required", city => city.Name = " " },
        { "work_units[0].head.name", city => city.WorkUnits[0].Head = null },
        { "work_units[1].code 'damkar'", city => city.WorkUnits[1].Code = "damkar" },
        { "work_units[1].aliases[0] 'DAMKAR'", city => city.WorkUnits[1].Aliases.Add("DAMKAR") },
        { "work_units[1].name 'Pemadam'", city => city.WorkUnits[1].Name = "Pemadam" },
        { "vendors[1].name 'pt bersih jaya'", city => city.Vendors.Add(new Vendor { Name = "pt bersih  jaya" }) },
        { "vendors[0].name", city => city.Vendors[0].Name = "PT\0" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task ApplyCity_WhatCannotBe_IsRefusedByFieldAndValue(string field, Action<ApplyCityRequest> spoil)
    {
        var request = Requests.City();
        spoil(request);

        var e = await Assert.ThrowsAsync<RpcException>(async () => await registry.Cities.ApplyCityAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
        Assert.StartsWith(field, e.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () =>
            await registry.Cities.GetCityAsync(new GetCityRequest { City = request.Code }))).StatusCode);
    }

    [Fact]
    public async Task ApplyCity_NameOfAnotherCity_IsRefused()
    {
        var (one, other) = (Requests.City(), Requests.City());
        await registry.Cities.ApplyCityAsync(one);
        other.Name = one.Name.ToUpperInvariant();

        var e = await Assert.ThrowsAsync<RpcException>(async () => await registry.Cities.ApplyCityAsync(other));
        Assert.Equal($"name '{other.Name}': is the name of another city", e.Status.Detail);
    }

    [Fact]
    public async Task GetCity_CodeNameOrId_AnyLetterCase_IsFound()
    {
        var city = await registry.NewCityAsync();
        foreach (var name in (string[])[city.Code.ToUpperInvariant(), city.Name.ToLowerInvariant(), city.Id.ToUpperInvariant()])
            Assert.Equal(city, await registry.Cities.GetCityAsync(new GetCityRequest { City = name }));
    }

    [Fact]
    public async Task GetCity_Unknown_NamesTheNearest()
    {
        var city = await registry.NewCityAsync();
        var e = await Assert.ThrowsAsync<RpcException>(async () =>
            await registry.Cities.GetCityAsync(new GetCityRequest { City = city.Name.Replace("Kupang", "Kupamg", StringComparison.Ordinal) }));

        Assert.Equal(StatusCode.NotFound, e.StatusCode);
        Assert.Contains(city.Name, e.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListCities_Pages_AreAllOfThemOnce()
    {
        var mine = new List<City>();
        for (var i = 0; i < 5; i++)
            mine.Add(await registry.NewCityAsync());

        var all = await Paging.AllAsync(
            token => registry.Cities.ListCitiesAsync(new ListCitiesRequest { PageSize = 2, PageToken = token }).ResponseAsync,
            page => page.Cities, page => page.NextPageToken);

        Assert.Equal(all.Count, all.Select(city => city.Id).Distinct().Count());
        Assert.Empty(mine.Except(all));
    }

    [Fact]
    public async Task List_UnknownCity_IsNotFound()
    {
        var id = $"{Guid.NewGuid()}";
        var units = await Assert.ThrowsAsync<RpcException>(async () => await registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = id }));
        var periods = await Assert.ThrowsAsync<RpcException>(async () => await registry.Register.ListContractPeriodsAsync(new ListContractPeriodsRequest { CityId = id }));

        Assert.All([units, periods], fault => Assert.Equal(StatusCode.NotFound, fault.StatusCode));
    }

    private Task<IReadOnlyList<WorkUnit>> UnitsAsync(City city) => Paging.AllAsync(
        token => registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id, PageSize = 2, PageToken = token }).ResponseAsync,
        page => page.WorkUnits, page => page.NextPageToken);
}
