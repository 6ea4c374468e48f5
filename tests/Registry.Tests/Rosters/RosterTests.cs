using Grpc.Core;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Rosters;

/// <summary>Which contracts a round has, as Evaluation asks for them.</summary>
[Collection(nameof(RegistryService))]
public sealed class RosterTests(RegistryService registry)
{
    private RosterService.RosterServiceClient Rosters => registry.Running.Client<RosterService.RosterServiceClient>();

    [Fact]
    public async Task Roster_OfAPeriod_HasTheContractsWithADayInItByUnit()
    {
        var city = await registry.NewCityAsync();
        RegisterLine[] lines =
        [
            new(), new(), new() { Unit = "rsud" },
            new() { FirstDay = "2021-01-01", LastDay = "2021-12-31" },
            new() { FirstDay = "2019-01-01", LastDay = "2019-12-31" },
        ];
        await registry.ImportAsync(city, RegisterLine.File(lines));
        var withdrawn = (await FindAsync(city, niks: [lines[1].Nik])).Single().ContractId;
        await registry.Running.Client<CorrectionService.CorrectionServiceClient>().WithdrawContractAsync(new WithdrawContractRequest { ContractId = withdrawn, Reason = "keliru" });
        var units = (await registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id })).WorkUnits.ToDictionary(unit => unit.Code, unit => unit.Id);
        var request = new CountRosterRequest { CityId = city.Id, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31" };

        var counts = (await Rosters.CountRosterAsync(request)).Units.ToDictionary(unit => unit.UnitId, unit => unit.Contracts);

        Assert.Equal((1, 1), (counts[units["damkar"]], counts[units["rsud"]]));
        Assert.Single((await Rosters.CountRosterAsync(new CountRosterRequest(request) { UnitIds = { units["rsud"] } })).Units);
        Assert.Equal(
            new[] { (units["damkar"], (await FindAsync(city, niks: [lines[0].Nik])).Single().ContractId), (units["rsud"], (await FindAsync(city, niks: [lines[2].Nik])).Single().ContractId) }.Order(),
            (await ListContractsAsync(new() { CityId = city.Id, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31" })).Order());
        Assert.Single(await ListContractsAsync(new() { CityId = city.Id, UnitIds = { units["rsud"] }, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31" }));
        var entries = await Paging.AllAsync(
            token => Rosters.ListRosterAsync(new ListRosterRequest
            {
                CityId = city.Id,
                UnitIds = { units.Values },
                PeriodFrom = "2020-01-01",
                PeriodTo = "2020-12-31",
                PageSize = 1,
                PageToken = token,
            }).ResponseAsync,
            page => page.Entries, page => page.NextPageToken);
        Assert.Equal([lines[0].Nik, lines[2].Nik], entries.Select(entry => entry.Nik).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal(("Maria Bano", "Petugas"), (entry.Name, entry.Position)));
    }

    [Fact]
    public async Task CountPersons_WithSeveralContracts_CountEachOnceByTheOneThatEndsLast()
    {
        var city = await registry.NewCityAsync();
        var (moved, gone, withdrawn) = (new RegisterLine(), new RegisterLine { FirstDay = "2019-01-01", LastDay = "2019-12-31" }, new RegisterLine());
        await registry.ImportAsync(
            city, RegisterLine.File(moved, moved with { Unit = "rsud", FirstDay = "2021-01-01", LastDay = "2021-12-31" }, gone, withdrawn, new RegisterLine()));
        var wrong = (await FindAsync(city, niks: [withdrawn.Nik])).Single().ContractId;
        await registry.Running.Client<CorrectionService.CorrectionServiceClient>().WithdrawContractAsync(new WithdrawContractRequest { ContractId = wrong, Reason = "keliru" });
        var units = (await registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id })).WorkUnits.ToDictionary(unit => unit.Id, unit => unit.Code);
        async Task<(string, int)[]> CountAsync(string day, string endedFrom) =>
            [.. (await Rosters.CountPersonsAsync(new CountPersonsRequest { CityId = city.Id, BeganBy = day, EndedFrom = endedFrom }))
                .Units.Select(unit => (units[unit.UnitId], unit.Persons)).Order()];

        Assert.Equal([("damkar", 3)], await CountAsync("2020-12-31", "2019-12-31"));
        Assert.Equal([("damkar", 2)], await CountAsync("2020-12-31", "2020-01-01"));
        Assert.Equal([("damkar", 1), ("rsud", 1)], await CountAsync("2021-01-01", "2020-01-01"));
    }

    [Fact]
    public async Task FindContracts_ByIdsAndNiks_HasThoseOfTheCityAlone()
    {
        var (city, other) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line, line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }));

        var found = await FindAsync(city, niks: [RegisterLine.NextNik(), line.Nik]);

        Assert.Equal([("2020-01-01", 1), ("2021-01-01", 1)], found.Select(contract => (contract.FirstDay, contract.Nik)).Order());
        var byId = Assert.Single(await FindAsync(city, ids: [found[0].ContractId, $"{Guid.NewGuid()}"]));
        Assert.Equal((found[0].ContractId, false, false), (byId.ContractId, byId.HasNik, byId.Withdrawn));
        Assert.Empty(await FindAsync(other, niks: [line.Nik]));
        Assert.Empty(await FindAsync(other, ids: [found[0].ContractId]));
    }

    [Fact]
    public async Task FindContracts_WhatIsNoNik_IsRefusedWithoutIt()
    {
        var city = await registry.NewCityAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => FindAsync(city, niks: ["537101010180000"]));

        Assert.Equal((StatusCode.InvalidArgument, "niks[0]: is not 16 digits"), (failure.StatusCode, failure.Status.Detail));
    }

    private async Task<IReadOnlyList<(string UnitId, string ContractId)>> ListContractsAsync(ListRosterContractsRequest request)
    {
        using var call = Rosters.ListRosterContracts(request);
        return await call.ResponseStream.ReadAllAsync().SelectMany(unit => unit.ContractIds.Select(id => (unit.UnitId, id))).ToListAsync();
    }

    private async Task<IReadOnlyList<FoundContract>> FindAsync(City city, string[]? ids = null, string[]? niks = null) =>
        (await Rosters.FindContractsAsync(new FindContractsRequest { CityId = city.Id, ContractIds = { ids ?? [] }, Niks = { niks ?? [] } })).Contracts;
}
