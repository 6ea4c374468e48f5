using Grpc.Core;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>The rules of a city's national export: declared with the city, of a day, and never overwritten.</summary>
[Collection(nameof(RegistryService))]
public sealed class NationalExportTests(RegistryService registry)
{
    [Fact]
    public async Task ApplyCity_RulesAgain_ChangesNothing()
    {
        var request = CityWith(Rules("2021-12-31", "Petugas"));
        Assert.True((await registry.Cities.ApplyCityAsync(request)).Changed > 0);

        var again = await registry.Cities.ApplyCityAsync(request);

        Assert.Equal((0, 1L), (again.Changed, await CountAsync(again.City)));
    }

    [Fact]
    public async Task ApplyCity_OtherRulesOfADay_HoldFromThenOnAndTheEarlierAreKeptWithWhoAppliedThem()
    {
        var request = CityWith(Rules("2021-12-31", "Petugas"));
        var city = (await registry.Cities.ApplyCityAsync(request)).City;
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine(), new RegisterLine { Position = "Perawat" }));
        Assert.Equal((1, ExclusionReason.Position), await ExcludedAsync(city));

        request.NationalExport = Rules("2021-12-31", "Perawat", "Petugas");
        Assert.Equal(1, (await registry.Cities.ApplyCityAsync(request)).Changed);

        Assert.Equal((2, ExclusionReason.Position), await ExcludedAsync(city));
        Assert.Equal((2L, 0L), (await CountAsync(city), await registry.Running.ScalarAsync<long>(
            "select count(*) from national_export_rules where city_id = $1 and (by_subject = '' or by_issuer = '')", Guid.Parse(city.Id))));
    }

    [Fact]
    public async Task ApplyCity_WithoutRules_LeavesThoseThereAre()
    {
        var request = CityWith(Rules("2021-12-31", "Petugas"));
        var city = (await registry.Cities.ApplyCityAsync(request)).City;
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine()));
        request.NationalExport = null;

        Assert.Equal(0, (await registry.Cities.ApplyCityAsync(request)).Changed);

        Assert.Equal((1, ExclusionReason.Position), await ExcludedAsync(city));
    }

    [Theory]
    [InlineData("", 1, "2023-12-31")]
    [InlineData("2023-12-31", 1, "2023-12-31")]
    [InlineData("2021-12-31", 0, "2021-12-31")]
    public async Task Export_RulesOfADay_AreThoseOrThoseOfTheLatest(string rulesOf, int excluded, string used)
    {
        var request = CityWith(Rules("2023-12-31", "Petugas"));
        await registry.Cities.ApplyCityAsync(request);
        request.NationalExport = Rules("2021-12-31", "Pengemudi");
        var city = (await registry.Cities.ApplyCityAsync(request)).City;
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine()));

        var exported = await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv, layout: ExportLayout.National, rulesOf: rulesOf);

        Assert.Equal((excluded, used), (exported.Summary.Contracts - exported.Summary.Rows, exported.Header.RulesOf));
    }

    [Fact]
    public async Task Export_DayWithoutRules_NamesThoseThereAre()
    {
        var city = (await registry.Cities.ApplyCityAsync(CityWith(Rules("2021-12-31", "Petugas")))).City;
        var refused = await Assert.ThrowsAsync<RpcException>(() => ReceivedExport.OfAsync(registry, city, ExportFormat.Csv, layout: ExportLayout.National, rulesOf: "2022-12-31"));
        Assert.Equal((StatusCode.NotFound, "the day of rules '2022-12-31' is not known; the city has rules of 2021-12-31"), (refused.StatusCode, refused.Status.Detail));
    }

    [Fact]
    public async Task Export_CityWithoutRules_SaysWhereTheyBelong()
    {
        var city = await registry.NewCityAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => ReceivedExport.OfAsync(registry, city, ExportFormat.Csv, layout: ExportLayout.National));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.Contains("write national_export into its policy and apply the city", refused.Status.Detail, StringComparison.Ordinal);
    }

    // Counted from the first contract with the city where the register does not say when the worker was appointed.
    [Fact]
    public async Task Export_LessThanAYear_CountsFromTheFirstContractWithTheCity()
    {
        var rules = Rules("2021-12-31");
        rules.AlsoExcluded.Add(ExclusionReason.LessThanAYear);
        var (city, line) = ((await registry.Cities.ApplyCityAsync(CityWith(rules))).City, new RegisterLine());
        var later = new RegisterLine { FirstDay = "2021-03-01", LastDay = "2021-12-31" };
        await registry.ImportAsync(city, RegisterLine.File(line, line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }, later));

        var exported = await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv, "2021-12-31", ExportLayout.National);

        var row = Assert.Single(await ReceivedExport.RowsOfAsync(exported.Excluded));
        Assert.Equal((later.Nik, "Masa kerja kurang dari 1 tahun pada 2021-12-31"), (row["NIK"], row["Alasan"]));
    }

    [Theory]
    [InlineData("national_export.rules_of: is required")]
    [InlineData("national_export.highest_age '151': is not a number of years from 1 to 150", "2021-12-31", 20, 151)]
    [InlineData("national_export.lowest_age '57': is above the highest age 56", "2021-12-31", 57, 56)]
    [InlineData("national_export.also_excluded[0] '1': is none of PROCUREMENT", "2021-12-31", 20, 56, ExclusionReason.Position)]
    [InlineData("national_export.also_excluded[0] '65537': is no reason", "2021-12-31", 20, 56, (ExclusionReason)65_537)]
    public async Task ApplyCity_RulesThatCannotBe_AreRefusedByFieldAndValue(
        string fault, string rulesOf = "", int lowest = 20, int highest = 56, params ExclusionReason[] also)
    {
        var rules = new NationalExportRules { RulesOf = rulesOf, LowestAge = lowest, HighestAge = highest, AlsoExcluded = { also } };
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await registry.Cities.ApplyCityAsync(CityWith(rules)));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith(fault, refused.Status.Detail, StringComparison.Ordinal);
    }

    private async Task<(int Rows, ExclusionReason Reason)> ExcludedAsync(City city)
    {
        var summary = (await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv, layout: ExportLayout.National)).Summary;
        var excluded = Assert.Single(summary.Excluded);
        Assert.Equal(summary.Contracts, summary.Rows + excluded.Rows);
        return (excluded.Rows, excluded.Reason);
    }

    private Task<long> CountAsync(City city) =>
        registry.Running.ScalarAsync<long>("select count(*) from national_export_rules where city_id = $1", Guid.Parse(city.Id));

    private static ApplyCityRequest CityWith(NationalExportRules rules)
    {
        var request = Requests.City();
        request.NationalExport = rules;
        return request;
    }

    private static NationalExportRules Rules(string rulesOf, params string[] positions) =>
        new() { RulesOf = rulesOf, ExcludedPositions = { positions }, LowestAge = 20, HighestAge = 56 };
}
