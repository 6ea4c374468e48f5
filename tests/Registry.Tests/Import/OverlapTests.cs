using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Import;

[Collection(nameof(RegistryService))]
public sealed class OverlapTests(RegistryService registry)
{
    // More rows than one chunk has, so that what is looked for lies in an earlier one.
    private const int MoreThanAChunk = 5_200;

    [Theory]
    [InlineData(0)]
    [InlineData(MoreThanAChunk)]
    public async Task Import_SameNikAndPeriodTwice_RejectsTheSecondAsDuplicate(int between)
    {
        var twice = new RegisterLine();
        await AssertSecondRejectedAsync(twice, twice, between, "duplicate of row 2");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MoreThanAChunk)]
    public async Task Import_PeriodsShareADay_RejectsTheSecondAsOverlapping(int between)
    {
        var line = new RegisterLine();
        await AssertSecondRejectedAsync(
            line, line with { FirstDay = "2020-12-31", LastDay = "2021-12-31" }, between, "overlapping row 2");
    }

    [Fact]
    public async Task Import_SameFileAgainWithADuplicate_NamesTheRowAgain()
    {
        var city = await registry.NewCityAsync();
        var twice = new RegisterLine();
        string[] file = [.. RegisterLine.File(twice), .. Lines(MoreThanAChunk), $"{twice}"];
        await registry.ImportAsync(city, file);

        var again = await registry.ImportAsync(city, file);

        Assert.Equal((MoreThanAChunk + 1, 1), (again.RowsUnchanged, again.RowsRejected));
        Assert.Contains("duplicate of row 2", Assert.Single(again.Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OverlapsAStoredContract_SaysWhichOneAndWhere()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine { FirstDay = "2020-06-01", LastDay = "2020-06-01" };
        await registry.ImportAsync(city, RegisterLine.File(line));
        var stored = Assert.Single(await registry.PeriodsAsync(city));

        var reply = await registry.ImportAsync(city, RegisterLine.File(line with { FirstDay = "2020-01-01", LastDay = "2020-12-31" }));

        var finding = Assert.Single(reply.Findings);
        Assert.Equal(("Tanggal Mulai", "2020-01-01"), (finding.Column, finding.Value));
        Assert.All(
            [stored.ContractId, city.Name, "Dinas Pemadam Kebakaran", "2020-06-01 to 2020-06-01", $"decree {line.DecreeNumber}"],
            words => Assert.Contains(words, finding.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_OverlapsTheContractOfAnotherCity_IsRejected()
    {
        var line = new RegisterLine();
        await registry.ImportAsync(await registry.NewCityAsync(), RegisterLine.File(line));

        var reply = await registry.ImportAsync(await registry.NewCityAsync(), RegisterLine.File(line));

        Assert.Equal(1, reply.RowsRejected);
    }

    [Fact]
    public async Task Import_MovesToAnotherCityAfterwards_IsTheSameWorkerThere()
    {
        var (before, after) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        var line = new RegisterLine();
        await registry.ImportAsync(before, RegisterLine.File(line));

        await registry.ImportAsync(after, RegisterLine.File(line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }));

        var found = await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik });
        Assert.Equal((after.Id, 2), (found.Worker.CityId, found.ContractPeriods.Count));
    }

    [Fact]
    public async Task Import_ARejectedRow_DoesNotBlockALaterOne()
    {
        var city = await registry.NewCityAsync();
        var first = new RegisterLine { LastDay = "2020-06-30" };
        var overlaps = first with { FirstDay = "2020-06-30", LastDay = "2020-12-31" };
        var fits = first with { FirstDay = "2020-07-01", LastDay = "2020-12-31" };

        var reply = await registry.ImportAsync(city, RegisterLine.File(first, overlaps, fits));

        Assert.Equal((2, 1), (reply.RowsImported, reply.RowsRejected));
        Assert.Equal(3, Assert.Single(reply.Findings).Row);
    }

    [Fact]
    public async Task Import_VendorsContractBesideTheCitys_IsIn()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        var reply = await registry.ImportAsync(city, RegisterLine.File(
            line, line with { Employer = "PT Bersih Jaya", FirstDay = "2020-12-01", LastDay = "2021-06-30" }));

        Assert.Equal(2, reply.RowsImported);
    }

    private async Task AssertSecondRejectedAsync(RegisterLine first, RegisterLine second, int between, string reason)
    {
        var city = await registry.NewCityAsync();
        var reply = await registry.ImportAsync(city, [.. RegisterLine.File(first), .. Lines(between), $"{second}"]);

        Assert.Equal((between + 1, 1), (reply.RowsImported, reply.RowsRejected));
        var finding = Assert.Single(reply.Findings);
        Assert.Equal(between + 3, finding.Row);
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Nik, reply.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(int count) => Enumerable.Range(0, count).Select(_ => $"{new RegisterLine()}");
}
