using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Appointments;

/// <summary>Which units an office is above, and how far.</summary>
[Collection(nameof(RegistryService))]
public sealed class FurtherUnitsTests(RegistryService registry)
{
    [Fact]
    public async Task Appointments_OfficesAboveEachOther_HaveTheUnitsBelowByLevel()
    {
        var (ids, appointments) = await ApplyAsync(superiorOfMayor: "");

        Assert.Equal("1:damkar 2:seksi", UnitsOf(ids, appointments["sekda"]));
        Assert.Equal("2:damkar 3:seksi", UnitsOf(ids, appointments["wakil"]));
        Assert.Equal("1:rsud 3:damkar 4:seksi", UnitsOf(ids, appointments["walikota"]));
        Assert.Equal("1:seksi", UnitsOf(ids, appointments["damkar"]));
        Assert.Equal("", UnitsOf(ids, appointments["seksi"]));
    }

    // A declaration may be wrong; its appointments are answered nevertheless.
    [Fact]
    public async Task Appointments_SuperiorsFormACircle_EndWhereItBegan()
    {
        var (ids, appointments) = await ApplyAsync(superiorOfMayor: "damkar");

        Assert.Equal("1:damkar 2:seksi 3:rsud", UnitsOf(ids, appointments["sekda"]));
        Assert.Equal("1:seksi 2:rsud", UnitsOf(ids, appointments["damkar"]));
    }

    [Fact]
    public async Task Appointments_OfficeAboveItself_HasNotItsOwnUnit()
    {
        var (ids, appointments) = await ApplyAsync(superiorOfMayor: "walikota", superiorOfHospital: "rsud");

        Assert.Equal("", UnitsOf(ids, appointments["rsud"]));
        Assert.Equal("3:damkar 4:seksi", UnitsOf(ids, appointments["walikota"]));
    }

    private async Task<(Dictionary<string, string> Ids, Dictionary<string, Appointment> Appointments)> ApplyAsync(string superiorOfMayor, string superiorOfHospital = "walikota")
    {
        var city = Requests.City();
        city.WorkUnits[0].Superior = "sekda";
        city.WorkUnits[1].Superior = superiorOfHospital;
        city.WorkUnits.Add(Requests.Unit("seksi", "Seksi Penyelamatan"));
        city.WorkUnits[2].Superior = "damkar";
        city.Offices.Add(new Office { Code = "sekda", Title = "Sekretaris Daerah", Superior = "wakil" });
        city.Offices.Add(new Office { Code = "wakil", Title = "Wakil Wali Kota", Superior = "walikota" });
        city.Offices.Add(new Office { Code = "walikota", Title = "Wali Kota", Superior = superiorOfMayor });
        foreach (var unit in city.WorkUnits)
            unit.Head.Subject = $"{unit.Code}-{city.Code}";
        var cityId = (await registry.Cities.ApplyCityAsync(city)).City.Id;
        var appointments = registry.Running.Client<AppointmentService.AppointmentServiceClient>();
        foreach (var office in city.Offices)
            await appointments.AddAppointmentAsync(new AddAppointmentRequest
            {
                CityId = cityId,
                Office = office.Code,
                Name = office.Title,
                Subject = $"{office.Code}-{city.Code}",
                Capacity = Capacity.Definitive,
                FirstDay = "2020-01-01",
            });
        var units = await registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = cityId });
        var found = new Dictionary<string, Appointment>();
        foreach (var listed in (await appointments.ListAppointmentsAsync(new ListAppointmentsRequest { CityId = cityId })).Appointments)
        {
            // As the other services ask for them.
            found[listed.Office.Code] = Assert.Single((await appointments.FindAppointmentsAsync(new FindAppointmentsRequest { Issuer = listed.Issuer, Subject = listed.Subject })).Appointments);
            Assert.Equal(listed, found[listed.Office.Code]);
        }
        return (units.WorkUnits.ToDictionary(unit => unit.Code, unit => unit.Id), found);
    }

    // The units by their codes, each with the level.
    private static string UnitsOf(Dictionary<string, string> ids, Appointment appointment) => string.Join(
        ' ',
        appointment.SubordinateUnitIds.Select(unit => (Unit: unit, Level: 1)).Concat(appointment.FurtherUnits.Select(unit => (Unit: unit.UnitId, Level: unit.Levels)))
            .Select(unit => $"{unit.Level}:{ids.Single(known => known.Value == unit.Unit).Key}"));
}
