using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Xunit;
using EngagementKind = Workforce.Registry.Events.EngagementKind;

namespace Workforce.Registry.Tests.Import;

/// <summary>What a later file says of workers and contracts that are stored: cells, empty cells, and columns that it does not have.</summary>
[Collection(nameof(RegistryService))]
public sealed class ReimportTests(RegistryService registry)
{
    private static readonly (string Column, string Cell)[] Cells =
    [
        ("Jenis Hubungan Kerja", "perorangan"), ("TMT Pertama", "2009-03-01"), ("Kategori BKN", "R3"), ("NIPTT", "146.1-0012"),
        ("No BPJS Kesehatan", "0001234564567"), ("No BPJS Ketenagakerjaan", "12034568901"), ("Status BLUD", "Ya"), ("Email", "maria@contoh.example"),
    ];

    [Fact]
    public async Task Import_NewerColumns_AreFoundWithNoMoreThanTheLastFourOfANumber()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());

        Assert.Equal(1, (await ImportAsync(city, line, Cells)).RowsImported);

        var found = await FindAsync(line);
        var (worker, period) = (found.Worker, Assert.Single(found.ContractPeriods));
        Assert.Equal(("2009-03-01", BknCategory.R3), (worker.FirstAppointedOn, worker.BknCategory));
        Assert.Equal(("0012", "4567", "8901"), (worker.NipttLast4, worker.HealthInsuranceLast4, worker.EmploymentInsuranceLast4));
        Assert.Equal((V1.EngagementKind.Individual, "Petugas", true), (period.Engagement, period.Position, period.IsBlud));
        Assert.Equal(period, Assert.Single(await registry.PeriodsAsync(city)));
    }

    [Fact]
    public async Task Import_FileWithoutTheColumns_LeavesWhatIsStored()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await ImportAsync(city, line, Cells);
        var before = await StoredAsync(line);

        var same = await registry.ImportAsync(city, RegisterLine.File(line));
        var renamed = await registry.ImportAsync(city, RegisterLine.File(line with { Name = "Maria Lay", Wage = "1300000" }));

        Assert.Equal((1, 1), (same.RowsUnchanged, renamed.RowsUpdated));
        Assert.Equal(before, await StoredAsync(line));
    }

    // Another spelling, or two people with one NIK: the clerk is asked.
    [Theory]
    [InlineData("2021", "this name replaces it")]
    [InlineData("2019", "that name stays")]
    public async Task Import_AnotherNameForTheNik_IsAWarningWithBoth(string year, string outcome)
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await registry.ImportAsync(city, RegisterLine.File(line));
        var other = line with { FirstDay = $"{year}-01-01", LastDay = $"{year}-12-31" };

        Assert.Empty((await registry.ImportAsync(city, RegisterLine.File(other with { Name = "MARIA  BANO" }))).Findings);
        var reply = await registry.ImportAsync(city, RegisterLine.File(other with { Name = "Yohanes Lay" }));

        var warning = Assert.Single(reply.Findings);
        Assert.Equal((V1.Severity.Warning, 2, "Nama", "Yohanes Lay"), (warning.Severity, warning.Row, warning.Column, warning.Value));
        Assert.StartsWith($"the worker with this NIK is Maria Bano in the register; {outcome}", warning.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Import_AnotherNameForOneWithANumberInIt_TellsNoMoreOfThatThanItsEnd()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await registry.ImportAsync(city, RegisterLine.File(line with { Name = $"Maria, NIK {line.Nik}" }));

        var reply = await registry.ImportAsync(city, RegisterLine.File(line));

        Assert.DoesNotContain(line.Nik[..^4], reply.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NextYearWithoutTheColumns_KeepsTheWorkersAndImpliesTheContracts()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await ImportAsync(city, line, Cells);

        await registry.ImportAsync(city, RegisterLine.File(line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }));

        var found = await FindAsync(line);
        Assert.Equal(("4567", "2009-03-01"), (found.Worker.HealthInsuranceLast4, found.Worker.FirstAppointedOn));
        Assert.Equal(
            [(V1.EngagementKind.Individual, true), (V1.EngagementKind.NonPermanent, false)],
            found.ContractPeriods.Select(period => (period.Engagement, period.HasIsBlud)));
    }

    [Fact]
    public async Task Import_EmptyCells_EraseWhatIsStored()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await ImportAsync(city, line, Cells);

        var reply = await ImportAsync(city, line, [.. Cells.Select(cell => (cell.Column, "-"))]);

        Assert.Equal(1, reply.RowsUpdated);
        var found = await FindAsync(line);
        Assert.Equal(("", BknCategory.Unspecified, "", "", ""), (
            found.Worker.FirstAppointedOn, found.Worker.BknCategory, found.Worker.NipttLast4, found.Worker.HealthInsuranceLast4,
            found.Worker.EmploymentInsuranceLast4));
        var period = Assert.Single(found.ContractPeriods);
        Assert.Equal((V1.EngagementKind.NonPermanent, false), (period.Engagement, period.HasIsBlud));
    }

    [Fact]
    public async Task Import_EachCellChanged_CountsAsUpdated()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await ImportAsync(city, line, Cells);
        string[] changed = ["PTT", "2010-03-01", "R4", "146.1-0013", "0001234564568", "12034568902", "Tidak", "lay@contoh.example"];
        for (var column = 0; column < Cells.Length; column++)
        {
            var cells = Cells.Select((cell, i) => i <= column ? (cell.Column, changed[i]) : cell).ToArray();
            Assert.Equal((cells[column], 1), (cells[column], (await ImportAsync(city, line, cells)).RowsUpdated));
            Assert.Equal((cells[column], 1), (cells[column], (await ImportAsync(city, line, cells)).RowsUnchanged));
        }
    }

    [Fact]
    public async Task Import_EngagementOrPositionCorrected_IsPublishedAgainWithAHigherRevision()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await registry.ImportAsync(city, RegisterLine.File(line, new RegisterLine()));

        await ImportAsync(city, line, ("Jenis Hubungan Kerja", "PPPK PW"));
        await registry.ImportAsync(city, RegisterLine.File(line with { Position = "Perawat" }));
        await registry.ImportAsync(city, RegisterLine.File(line with { Position = "Perawat", Wage = "1300000" }));

        var published = await registry.PublishedAsync<ContractsRegistered>(city, one => one.CityId);
        Assert.Equal([2, 1, 1], published.Select(one => one.Contracts.Count));
        var first = published[0].Contracts[0];
        Assert.Equal((EngagementKind.NonPermanent, "Petugas", 0), (first.Engagement, first.Position, first.Revision));
        Assert.Equal(
            [first with { Engagement = EngagementKind.PartTimePppk, Revision = 1 }, first with { Engagement = EngagementKind.PartTimePppk, Position = "Perawat", Revision = 2 }],
            published.Skip(1).SelectMany(one => one.Contracts));
    }

    [Fact]
    public async Task Import_PersonalNumbers_AreInNoEvent()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await ImportAsync(city, line, Cells);

        var bodies = await registry.Running.ScalarAsync<string>("select string_agg(convert_from(body, 'UTF8'), '') from outbox");
        foreach (var number in (string[])["146.1-0012", "0001234564567", "12034568901", line.Nik])
            Assert.DoesNotContain(number, bodies, StringComparison.Ordinal);
    }

    private async Task<FindWorkerReply> FindAsync(RegisterLine line) =>
        await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik });

    private Task<string> StoredAsync(RegisterLine line) => registry.Running.ScalarAsync<string>(
        """
        select concat_ws('|', first_appointed_on, bkn_category, niptt, health_insurance_number, employment_insurance_number, email, engagement, is_blud)
        from worker join contract_period on worker_id = worker.id where nik = $1
        """,
        line.Nik);

    private Task<ImportReply> ImportAsync(City city, RegisterLine line, params (string Column, string Cell)[] cells) => registry.ImportAsync(
        city,
        string.Join(';', [RegisterLine.Header, .. cells.Select(cell => cell.Column)]),
        string.Join(';', [$"{line}", .. cells.Select(cell => cell.Cell)]));
}
