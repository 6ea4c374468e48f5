using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Appointments;

/// <summary>Who heads a unit on a day.</summary>
[Collection(nameof(RegistryService))]
public sealed class FindHeadsTests(RegistryService registry)
{
    [Theory]
    [InlineData("2021-01-04", "Kepala")]
    [InlineData("2021-01-05", "Plh. Kepala")]
    [InlineData("2021-01-10", "Plt. Kepala")]
    [InlineData("2021-01-21", "Kepala")]
    public async Task Find_OthersActForTheHead_IsWhoBeganLastOnTheDay(string day, string expected)
    {
        var (cityId, unit, other) = await ApplyAsync();
        await AppointAsync(cityId, "Plh. Kepala", Capacity.Plh, "2021-01-05", "2021-01-20");
        await AppointAsync(cityId, "Plt. Kepala", Capacity.Plt, "2021-01-10", "2021-01-20");

        var heads = (await Appointments.FindHeadsAsync(new FindHeadsRequest { CityId = cityId, UnitIds = { unit, other, $"{Guid.NewGuid()}" }, Day = day })).Heads;

        Assert.Equal(2, heads.Count);
        var head = heads.Single(head => head.Office.UnitId == unit);
        Assert.Equal((expected, "damkar"), (head.Name, head.Office.Code));
        Assert.NotEmpty(head.HeadId);
    }

    [Fact]
    public async Task Find_DeclaredHead_HasTheIdThatTheUnitNames()
    {
        var (cityId, unit, _) = await ApplyAsync();
        var declared = (await registry.Cities.GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { unit } })).WorkUnits[0].Head;

        var head = Assert.Single((await Appointments.FindHeadsAsync(new FindHeadsRequest { CityId = cityId, UnitIds = { unit }, Day = "2021-01-01" })).Heads);

        Assert.Equal((declared.Id, declared.Name), (head.HeadId, head.Name));
    }

    private AppointmentService.AppointmentServiceClient Appointments => registry.Running.Client<AppointmentService.AppointmentServiceClient>();

    private async Task<(string CityId, string Unit, string Other)> ApplyAsync()
    {
        var city = Requests.City();
        city.WorkUnits[0].Head.Name = "Kepala";
        var cityId = (await registry.Cities.ApplyCityAsync(city)).City.Id;
        var units = (await registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = cityId })).WorkUnits.ToDictionary(unit => unit.Code, unit => unit.Id);
        return (cityId, units["damkar"], units["rsud"]);
    }

    private async Task AppointAsync(string cityId, string name, Capacity capacity, string firstDay, string lastDay) =>
        await Appointments.AddAppointmentAsync(new AddAppointmentRequest
        {
            CityId = cityId,
            Office = "damkar",
            Name = name,
            Subject = $"{name}-{cityId}",
            Capacity = capacity,
            FirstDay = firstDay,
            LastDay = lastDay,
        });
}
