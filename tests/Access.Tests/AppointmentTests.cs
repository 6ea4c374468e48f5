using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>Head, superior and signatory: the token says who, the appointment of the day says for which unit. The story's day is 1 January 2021.</summary>
[Collection(AccessCollection.Name)]
public sealed class AppointmentTests(AccessSystem system)
{
    private const string NikOfDamkar = "5371010101800001";
    private const string NikOfSatpol = "5371010101800002";

    [Fact]
    public async Task FindWorker_ByTheHead_FindsTheOwnUnitsWorkersOnly()
    {
        Assert.Equal("Budi Damkar", (await FindAsync("kepala-damkar-kupang", NikOfDamkar)).Worker.Name);
        await AssertNotFoundAsync("kepala-damkar-kupang", NikOfSatpol);
        await AssertNotFoundAsync("kepala-damkar-blitar", NikOfDamkar);
    }

    [Fact]
    public async Task ListContracts_OfAnothersUnit_IsDenied()
    {
        var units = await UnitsAsync();
        var contracts = system.Client<ContractService.ContractServiceClient>("contract", Token("kepala-damkar-kupang"));
        await Eventually.HoldsAsync(async () => (await contracts.ListContractsAsync(new ListContractsRequest { CityId = system.Kupang.Id })).Contracts.Count == 1, "the head sees the own unit's contract");

        var denied = await Assert.ThrowsAsync<RpcException>(async () =>
            await contracts.ListContractsAsync(new ListContractsRequest { CityId = system.Kupang.Id, UnitId = units["satpol"] }));
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
    }

    [Fact]
    public async Task ListRequests_ByTheSuperiorOfBothHeads_IsLetIn()
    {
        var sekda = await AppointAsync("sekda", "sekda-uji", Capacity.Definitive, "2020-01-01", "");
        var requests = system.Client<EvaluationRequestService.EvaluationRequestServiceClient>("evaluation", Token(sekda.Subject));
        var units = await UnitsAsync();
        await Eventually.HoldsAsync(() => IsLetInAsync(() => requests.ListRequestsAsync(new ListRequestsRequest { UnitId = units["damkar"] }).ResponseAsync), "the appointment is known");
        foreach (var unit in (string[])[units["damkar"], units["satpol"]])
            Assert.All((await requests.ListRequestsAsync(new ListRequestsRequest { UnitId = unit })).Requests, request => Assert.Equal(unit, request.UnitId));
        Assert.Equal(2, sekda.SubordinateUnitIds.Count);
    }

    [Fact]
    public async Task FindWorker_ByTheHeadOfTwoUnitsInTwoCapacities_FindsBoth()
    {
        await AppointAsync("damkar", "rangkap", Capacity.Plt, "2020-12-01", "");
        await AppointAsync("satpol", "rangkap", Capacity.Plh, "2020-12-01", "");
        await Eventually.HoldsAsync(() => FindsAsync("rangkap", NikOfDamkar), "the appointment is known");
        Assert.True(await FindsAsync("rangkap", NikOfSatpol));
    }

    [Theory]
    [InlineData("2020-01-01", "2020-12-31", false)] // ended yesterday
    [InlineData("2020-01-01", "2021-01-01", true)] // ends today
    [InlineData("2021-01-01", "", true)] // began today
    [InlineData("2021-01-02", "", false)] // begins tomorrow
    public async Task FindWorker_OnADayOfTheAppointment_IsLetIn(string first, string last, bool isLetIn)
    {
        var subject = $"pj-{first}-{last}";
        var appointment = await AppointAsync("damkar", subject, Capacity.Plh, first, last);
        if (isLetIn)
            await Eventually.HoldsAsync(() => FindsAsync(subject, NikOfDamkar), "the appointment is known");
        else
            Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => FindAsync(subject, NikOfDamkar))).StatusCode);
        await system.Running["registry"].ExecuteAsync("delete from appointment where id = $1", Guid.Parse(appointment.Id));
    }

    [Fact]
    public async Task EndAppointment_WhileTheTokenLives_TakesTheRoleAway()
    {
        var token = Token("sementara");
        var appointment = await AppointAsync("satpol", "sementara", Capacity.Plt, "2020-06-01", "2021-06-30");
        await Eventually.HoldsAsync(() => FindsAsync(token, NikOfSatpol, isToken: true), "the appointment is known");

        await Appointments.EndAppointmentAsync(new EndAppointmentRequest { CityId = system.Kupang.Id, AppointmentId = appointment.Id, LastDay = "2020-12-31" });

        await Eventually.HoldsAsync(async () => !await FindsAsync(token, NikOfSatpol, isToken: true), "the head of yesterday is no head");
    }

    [Fact]
    public async Task AddAppointment_OfAnOfficeThatAnotherHolds_IsRefusedAndNamesWhoDoes()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => AppointAsync("damkar", "perebut", Capacity.Definitive, "2021-01-01", ""));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("Kepala damkar holds Kepala", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAppointment_Again_IsAnsweredAsItIs()
    {
        var first = await AppointAsync("walikota", "wali-uji", Capacity.Definitive, "2020-01-01", "2020-01-31");
        Assert.Equal(first, await AppointAsync("walikota", "wali-uji", Capacity.Definitive, "2020-01-01", "2020-01-31"));
    }

    [Fact]
    public async Task AddAndEndAppointment_ByThePersonnelOffice_AreItsActs()
    {
        var added = await AppointAsync("walikota", "pj-uji", Capacity.Pj, "2020-02-01", "");
        Assert.Equal(("hr", null), (added.AppointedBy.Name, added.EndedBy));

        var ended = await Appointments.EndAppointmentAsync(new EndAppointmentRequest { CityId = system.Kupang.Id, AppointmentId = added.Id, LastDay = "2020-02-29" });

        Assert.Equal("hr", ended.EndedBy.Name);
        Assert.Contains(ended, (await Appointments.ListAppointmentsAsync(new ListAppointmentsRequest { CityId = system.Kupang.Id, PageSize = 1_000 })).Appointments);
    }

    [Fact]
    public async Task ApplyCity_OfAHeadWhoseOfficeAnotherHoldsForDaysToCome_IsRefusedAndNamesWhoDoes()
    {
        var (cities, city) = (system.Running["registry"].Client<CityService.CityServiceClient>(), CityWith("Anton"));
        var cityId = (await cities.ApplyCityAsync(city)).City.Id;
        var appointments = system.Running["registry"].Client<AppointmentService.AppointmentServiceClient>();
        var anton = Assert.Single((await appointments.ListAppointmentsAsync(new ListAppointmentsRequest { CityId = cityId })).Appointments);
        await appointments.EndAppointmentAsync(new EndAppointmentRequest { CityId = cityId, AppointmentId = anton.Id, LastDay = "2021-01-31" });

        city.WorkUnits[0].Head.Name = "Berta";
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await cities.ApplyCityAsync(city));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("Anton holds Kepala in that capacity since ever to 2021-01-31", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyCity_OfTwoOtherHeadsOnOneDay_LeavesTheLastOneAsHead()
    {
        var (cities, city) = (system.Running["registry"].Client<CityService.CityServiceClient>(), CityWith("Cintia"));
        var cityId = (await cities.ApplyCityAsync(city)).City.Id;
        foreach (var name in (string[])["Dewi", "Dewy"])
        {
            city.WorkUnits[0].Head.Name = name;
            await cities.ApplyCityAsync(city);
        }
        var appointments = system.Running["registry"].Client<AppointmentService.AppointmentServiceClient>();
        var today = await appointments.ListAppointmentsAsync(new ListAppointmentsRequest { CityId = cityId, ValidOn = "2021-01-01" });
        Assert.Equal("Dewy", Assert.Single(today.Appointments).Name);
    }

    [Fact]
    public void Grants_OfAnOffice_HaveTheCapacityInWhichItIsHeld()
    {
        var city = new ServiceDefaults.Access.DirectoryCity(Guid.NewGuid(), "kupang", "Asia/Makassar", false);
        var appointment = new ServiceDefaults.Access.Appointment(
            city.Id, Guid.NewGuid(), true, [Guid.NewGuid()], ServiceDefaults.Access.Capacity.Plt, null, null);
        Assert.Equal(
            [(Role.Head, ServiceDefaults.Access.Capacity.Plt), (Role.Superior, ServiceDefaults.Access.Capacity.Plt), (Role.Signatory, ServiceDefaults.Access.Capacity.Plt)],
            appointment.Grants(city).Select(grant => (grant.Role, grant.Capacity!.Value)));
    }

    private static ApplyCityRequest CityWith(string head) => new()
    {
        Code = $"uji-{head.ToLowerInvariant()}",
        Name = $"Kota {head}",
        TimeZone = Registry.V1.TimeZone.Wita,
        WorkUnits = { new WorkUnit { Code = "dinkes", Name = "Dinas Kesehatan", Kind = "office", Head = new UnitHead { Name = head, Title = "Kepala" } } },
    };

    private AppointmentService.AppointmentServiceClient Appointments =>
        system.Client<AppointmentService.AppointmentServiceClient>("registry", TestTokens.Sign(new SetupToken("hr", "hr", [Role.Hr], ["kupang"])));

    private async Task<Appointment> AppointAsync(string office, string subject, Capacity capacity, string first, string last) =>
        await Appointments.AddAppointmentAsync(new AddAppointmentRequest
        {
            CityId = system.Kupang.Id,
            Office = office,
            Name = subject,
            Subject = subject,
            Capacity = capacity,
            FirstDay = first,
            LastDay = last,
        });

    private async Task<Dictionary<string, string>> UnitsAsync()
    {
        var cities = system.Client<CityService.CityServiceClient>("registry", Token("kepala-damkar-kupang"));
        return (await cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = system.Kupang.Id })).WorkUnits.ToDictionary(unit => unit.Code, unit => unit.Id);
    }

    // Without a role or a city: the appointment says both.
    private static string Token(string subject) => TestTokens.Sign(new SetupToken(subject, subject, [], []));

    private async Task<FindWorkerReply> FindAsync(string subject, string nik) => await WorkersBy(Token(subject)).FindWorkerAsync(new FindWorkerRequest { Nik = nik });

    private WorkerService.WorkerServiceClient WorkersBy(string token) => system.Client<WorkerService.WorkerServiceClient>("registry", token);

    private Task<bool> FindsAsync(string subject, string nik, bool isToken = false) =>
        IsLetInAsync(() => WorkersBy(isToken ? subject : Token(subject)).FindWorkerAsync(new FindWorkerRequest { Nik = nik }).ResponseAsync);

    private static async Task<bool> IsLetInAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (RpcException fault) when (fault.StatusCode is StatusCode.PermissionDenied or StatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task AssertNotFoundAsync(string subject, string nik)
    {
        var unknown = await Assert.ThrowsAsync<RpcException>(() => FindAsync(subject, "5371010101809999"));
        var foreign = await Assert.ThrowsAsync<RpcException>(() => FindAsync(subject, nik));
        Assert.Equal(StatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(unknown.Status.Detail.Replace("9999", nik[^4..], StringComparison.Ordinal), foreign.Status.Detail);
    }
}
