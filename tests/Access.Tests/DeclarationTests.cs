using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>A city's declaration appoints its heads: who configures a city may not make itself one.</summary>
[Collection(AccessCollection.Name)]
public sealed class DeclarationTests(AccessSystem system)
{
    [Fact]
    public async Task ApplyCity_ByCityIt_GivesNoHeadAnIdentity()
    {
        var denied = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(Role.CityIt, City("it-sendiri", "pengelola-ti")));
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
        Assert.Contains("and takes hr", denied.Status.Detail, StringComparison.Ordinal);

        Assert.Equal(1, (await ApplyAsync(Role.CityIt, City("it-sendiri", ""))).WorkUnits);
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(Role.CityIt, City("it-sendiri", "pengelola-ti")))).StatusCode);
    }

    [Fact]
    public async Task ApplyCity_ByCityIt_MakesNoOfficeSignOrStandAboveAnother()
    {
        await ApplyAsync(Role.CityIt, City("it-menandatangani", ""));
        var signing = City("it-menandatangani", "");
        signing.Offices.Add(new Office { Code = "walikota", Title = "Wali Kota", Signs = true });
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(Role.CityIt, signing))).StatusCode);
        var above = City("it-menandatangani", "");
        above.WorkUnits[0].Superior = "dinas";
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(Role.CityIt, above))).StatusCode);
    }

    [Fact]
    public async Task ApplyCity_ByCityIt_TakesNoHeadsIdentityAway()
    {
        await ApplyAsync(Role.Hr, City("it-mencabut", "kepala"));
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(Role.CityIt, City("it-mencabut", "")))).StatusCode);
    }

    [Fact]
    public async Task ApplyCity_AUnitOfAnOfficesCode_IsRefusedByField()
    {
        var city = City("it-mengambil", "");
        city.Offices.Add(new Office { Code = "walikota", Title = "Wali Kota", Signs = true });
        await ApplyAsync(Role.Hr, city);
        var taking = City("it-mengambil", "");
        (taking.WorkUnits[0].Code, taking.WorkUnits[0].Name) = ("walikota", "Kantor Wali Kota");
        var refused = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(Role.CityIt, taking));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("work_units[0].code 'walikota': is the code of an office", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyCity_AnotherHead_EndsTheAppointmentOfTheOneBefore()
    {
        var applied = await ApplyAsync(Role.Hr, City("ganti", "kepala-lama"));
        var next = City("ganti", "kepala-baru");
        next.WorkUnits[0].Head.Name = "Kepala Baru";
        await ApplyAsync(Role.Hr, next);
        await ApplyAsync(Role.Hr, next);

        var appointments = system.Client<AppointmentService.AppointmentServiceClient>("registry", Token(Role.Hr, "ganti"));
        var listed = (await appointments.ListAppointmentsAsync(new ListAppointmentsRequest { CityId = applied.City.Id })).Appointments;
        Assert.Equal(
            [("kepala-lama", "", "2020-12-31"), ("kepala-baru", "2021-01-01", "")],
            listed.Select(appointment => (appointment.Subject, appointment.FirstDay, appointment.LastDay)));
    }

    [Fact]
    public async Task ApplyCity_UnknownSuperior_IsRefusedByField()
    {
        var city = City("atasan", "");
        city.WorkUnits[0].Superior = "tidak-ada";
        var refused = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(Role.Hr, city));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("work_units[0].superior 'tidak-ada': is the code of no office", refused.Status.Detail, StringComparison.Ordinal);
    }

    private static ApplyCityRequest City(string code, string subject) => new()
    {
        Code = code,
        Name = $"Kota {code}",
        TimeZone = Registry.V1.TimeZone.Wita,
        WorkUnits = { new WorkUnit { Code = "dinas", Name = "Dinas", Head = new UnitHead { Name = "Kepala Lama", Title = "Kepala", Subject = subject } } },
    };

    private static string Token(Role role, string city) => TestTokens.Sign(new SetupToken($"{role}", $"{role}", [role], [city]));

    private async Task<ApplyCityReply> ApplyAsync(Role role, ApplyCityRequest city) =>
        await system.Client<CityService.CityServiceClient>("registry", Token(role, city.Code)).ApplyCityAsync(city);
}
