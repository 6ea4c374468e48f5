using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>A worker who went from one unit, or one city, to another: each sees the contracts that concern them. The story's day is 1 January 2021.</summary>
[Collection(AccessCollection.Name)]
public sealed class WorkerReachTests(AccessSystem system)
{
    [Fact]
    public async Task FindWorker_WhoHasGoneToAnotherUnit_IsNoLongerFoundByTheFormerHead()
    {
        const string Nik = "3572010101850011";
        await system.ImportAsync(
            system.Blitar.Id,
            $"{Nik};Wayan Pindah;1985-01-01;L;damkar;Petugas;SK/11;2020-01-01;2020-06-30",
            $"{Nik};Wayan Pindah;1985-01-01;L;satpol;Petugas;SK/12;2020-07-01;2020-12-31");

        await AssertNotFoundAsync(Head("damkar-blitar"), Nik);
        Assert.Equal(["2020-12-31"], await LastDaysAsync(Head("satpol-blitar"), Nik));
        Assert.Equal(["2020-06-30", "2020-12-31"], await LastDaysAsync(Hr("blitar"), Nik));
    }

    [Fact]
    public async Task FindWorker_WhoGoesToAnotherUnitTomorrow_IsFoundByTheHeadOfToday()
    {
        const string Nik = "3572010101850012";
        await system.ImportAsync(
            system.Blitar.Id,
            $"{Nik};Putu Besok;1985-01-01;L;damkar;Petugas;SK/13;2020-01-01;2020-12-31",
            $"{Nik};Putu Besok;1985-01-01;L;satpol;Petugas;SK/14;2021-01-02;2021-12-31");

        Assert.Equal(["2020-12-31"], await LastDaysAsync(Head("damkar-blitar"), Nik));
    }

    [Fact]
    public async Task FindWorker_WithContractsInTwoCities_ShowsEachCityItsOwn()
    {
        const string Nik = "3572010101850013";
        await system.ImportAsync(system.Blitar.Id, $"{Nik};Made Dua;1985-01-01;L;damkar;Petugas;SK/15;2020-01-01;2020-06-30");
        var batu = (await system.Running["registry"].Client<CityService.CityServiceClient>().ApplyCityAsync(new ApplyCityRequest
        {
            Code = "batu",
            Name = "Kota Batu",
            TimeZone = Registry.V1.TimeZone.Wib,
            WorkUnits = { new WorkUnit { Code = "dinkes", Name = "Dinas Kesehatan", Kind = "office", Head = new UnitHead { Name = "Kepala", Title = "Kepala" } } },
        })).City;
        await system.ImportAsync(batu.Id, $"{Nik};Made Dua;1985-01-01;L;dinkes;Perawat;SK/16;2020-08-01;2020-12-31");

        Assert.Equal(["2020-06-30"], await LastDaysAsync(Hr("blitar"), Nik));
        Assert.Equal(["2020-12-31"], await LastDaysAsync(Hr("batu"), Nik));
        Assert.Equal(["2020-06-30", "2020-12-31"], await LastDaysAsync(Hr(SetupToken.EveryCity), Nik));
        await AssertNotFoundAsync(Hr("kupang"), Nik);

        var refused = Assert.Single(await system.TryImportAsync(system.Blitar.Id, $"{Nik};Made Dua;1985-01-01;L;damkar;Petugas;SK/17;2020-12-01;2021-01-31"));
        Assert.Contains("with another city on one of these days", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Batu", refused.Reason, StringComparison.Ordinal);
    }

    private static string Hr(string city) => TestTokens.Sign(new SetupToken($"hr-{city}", "hr", [Role.Hr], [city]));

    private static string Head(string unitAndCity) => TestTokens.Sign(new SetupToken($"kepala-{unitAndCity}", "kepala", [], []));

    private async Task<IEnumerable<string>> LastDaysAsync(string token, string nik) =>
        (await Workers(token).FindWorkerAsync(new FindWorkerRequest { Nik = nik })).ContractPeriods.Select(period => period.LastDay);

    private async Task AssertNotFoundAsync(string token, string nik) => Assert.Equal(
        StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await Workers(token).FindWorkerAsync(new FindWorkerRequest { Nik = nik }))).StatusCode);

    private WorkerService.WorkerServiceClient Workers(string token) => system.Client<WorkerService.WorkerServiceClient>("registry", token);
}
