using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Rejects;

/// <summary>By what a kept reject is settled, and when it is open again.</summary>
[Collection(nameof(RegistryService))]
public sealed class SettlementTests(RegistryService registry)
{
    private CorrectionService.CorrectionServiceClient Corrections => registry.Running.Client<CorrectionService.CorrectionServiceClient>();

    [Fact]
    public async Task Import_OlderContractOfTheDecreeNamedAgain_DoesNotSettleARowWhoseFirstDayIsInDoubt()
    {
        var city = await registry.NewCityAsync();
        var older = new RegisterLine { FirstDay = "2019-01-01", LastDay = "2019-12-31" };
        var row = older with { FirstDay = "2020-01-01", LastDay = "2020-12-31" };
        await registry.ImportAsync(city, RegisterLine.File(older));
        await registry.ImportAsync(city, RegisterLine.File(older, row with { FirstDay = "31/02/2020" }));

        await registry.ImportAsync(city, RegisterLine.File(older));
        Assert.Single(await ListAsync(city));
        await registry.ImportAsync(city, RegisterLine.File(older with { Position = "Pengemudi" }));
        Assert.Single(await ListAsync(city));
        await registry.ImportAsync(city, RegisterLine.File(older, row));

        Assert.Empty(await ListAsync(city));
    }

    [Fact]
    public async Task Import_RowRejectedAgainAfterItWasImported_IsOpenAgain()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line with { Wage = "many" }));
        var before = Assert.Single(await ListAsync(city));
        await registry.ImportAsync(city, RegisterLine.File(line));
        Assert.Empty(await ListAsync(city));

        var again = await registry.ImportAsync(city, RegisterLine.File(line with { Wage = "many" }));

        var open = Assert.Single(await ListAsync(city));
        Assert.Equal((before.Id, again.ImportId), (open.Id, open.ImportId));
    }

    [Fact]
    public async Task Import_RowWithMarksInItsNikAndThenRejectedForAnotherReason_IsOneReject()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine { Name = "MARIA BANO" };
        var overlapping = line with { Unit = "RSUD S. K. Lerik", DecreeNumber = "RSUD/9" };
        await registry.ImportAsync(city, RegisterLine.File(line));
        await registry.ImportAsync(city, RegisterLine.File(overlapping with { Nik = $"{line.Nik[..6]} {line.Nik[6..12]}.{line.Nik[12..]}" }));
        var marked = Assert.Single(await ListAsync(city));

        await registry.ImportAsync(city, RegisterLine.File(overlapping));
        var overlap = Assert.Single(await ListAsync(city));

        Assert.Equal((marked.Id, RejectKind.Invalid, RejectKind.DoubleEmployment), (overlap.Id, marked.Kind, overlap.Kind));
        Assert.Equal(line.Nik, await registry.Running.ScalarAsync<string>("select nik from reject where city_id = $1", Guid.Parse(city.Id)));
    }

    [Theory]
    [InlineData("Damkar", RejectKind.Overlap)]
    [InlineData("RSUD S. K. Lerik", RejectKind.DoubleEmployment)]
    public async Task Import_RowBesideAContractThatWasCorrectedOutOfItsWay_SettlesTheReject(string unit, RejectKind kind)
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        var row = line with { Unit = unit, FirstDay = "2020-07-01", DecreeNumber = "RSUD/9" };
        await registry.ImportAsync(city, RegisterLine.File(line, row));
        Assert.Equal(kind, Assert.Single(await ListAsync(city)).Kind);
        await CorrectAsync(Assert.Single(await registry.PeriodsAsync(city)), new CorrectContractRequest { LastDay = "2020-06-30" });

        await registry.ImportAsync(city, RegisterLine.File(line with { LastDay = "2020-06-30" }, row));

        Assert.Empty(await ListAsync(city));
    }

    // The row was right, and the contract for which it was rejected is now what the row says.
    [Theory]
    [InlineData("Damkar", "2020-01-01", "2021-06-30")]
    [InlineData("RSUD S. K. Lerik", "2020-07-01", "2020-12-31")]
    [InlineData("RSUD S. K. Lerik", "2020-01-01", "2020-12-31")]
    public async Task Import_ContractCorrectedToTheRowThatWasRejectedForIt_SettlesTheReject(string unit, string firstDay, string lastDay)
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        var row = line with { Unit = unit, FirstDay = firstDay, LastDay = lastDay };
        await registry.ImportAsync(city, RegisterLine.File(line, row));
        var contract = Assert.Single(await registry.PeriodsAsync(city));
        await registry.ImportAsync(city, RegisterLine.File(line));
        Assert.Single(await ListAsync(city));
        await CorrectAsync(contract, new CorrectContractRequest { Unit = unit is "Damkar" ? "" : "rsud", FirstDay = firstDay, LastDay = lastDay });

        var again = await registry.ImportAsync(city, RegisterLine.File(row));

        Assert.Equal((1, 0), (again.RowsUnchanged, again.RowsRejected));
        Assert.Empty(await ListAsync(city));
        Assert.Equal(contract.ContractId, Assert.Single((await registry.Rejects.ListRejectsAsync(
            new ListRejectsRequest { CityId = city.Id, Settled = true })).Rejects).SettledByContractId);
    }

    [Fact]
    public async Task Import_ContractCorrectedToOtherDaysThanThoseOfTheRowRejectedForIt_DoesNotSettleIt()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line, line with { LastDay = "2021-12-31" }));
        await CorrectAsync(Assert.Single(await registry.PeriodsAsync(city)), new CorrectContractRequest { LastDay = "2020-11-30" });

        await registry.ImportAsync(city, RegisterLine.File(line with { LastDay = "2020-11-30" }));

        Assert.Single(await ListAsync(city));
    }

    [Fact]
    public async Task Import_RowOfAFormerNikAndNameMadeRight_SettlesTheReject()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line));
        var right = line with { Nik = RegisterLine.NextNik(), Name = "Yohana Taek" };
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest
        {
            WorkerId = Assert.Single(await registry.PeriodsAsync(city)).WorkerId,
            Nik = right.Nik,
            Name = right.Name,
            Reason = "KTP",
        });
        await registry.ImportAsync(city, RegisterLine.File(line));
        Assert.Equal(RejectKind.Outdated, Assert.Single(await ListAsync(city)).Kind);

        await registry.ImportAsync(city, RegisterLine.File(right));

        Assert.Empty(await ListAsync(city));
    }

    // Which of two days that contradict each other is wrong, only the clerk knows.
    [Theory]
    [InlineData("2021-01-01", "", "2020-01-01")] // the last day is before it
    [InlineData("1990-01-01", "", "2020-01-01")] // the birth date is after it
    [InlineData("2020-01-01", "2020-06-01", "2020-07-01")] // the first appointment is after it
    public async Task Import_FirstDayOfTwoContradictoryDaysCorrected_SettlesTheReject(string wrong, string appointedOn, string right)
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, $"{RegisterLine.Header};TMT Pertama", $"{line with { FirstDay = wrong }};{appointedOn}");
        Assert.Single(await ListAsync(city));

        await registry.ImportAsync(city, $"{RegisterLine.Header};TMT Pertama", $"{line with { FirstDay = right }};{appointedOn}");

        Assert.Empty(await ListAsync(city));
    }

    // The first appointment alone is wrong there: the first day is right.
    [Fact]
    public async Task Import_FirstAppointmentThatCannotBeRead_LeavesTheFirstDayWithoutDoubt()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, $"{RegisterLine.Header};TMT Pertama", $"{line};31/02/2019");

        await registry.ImportAsync(city, RegisterLine.File(line with { FirstDay = "2020-02-01" }));

        Assert.Single(await ListAsync(city));
    }

    // Lookups by the planner's guess would read all of the other city's rejects for each contract.
    [Fact]
    public async Task Import_OtherCityHasThousandsOfRejectsOfThePersonsBirthDate_ReadsNoneOfThem()
    {
        await using var beside = await registry.StartBesideAsync();
        var (city, another) = (await beside.NewCityAsync(), await beside.NewCityAsync());
        var line = new RegisterLine();
        await beside.ImportAsync(another, RegisterLine.File(new RegisterLine { Nik = "" }));
        await beside.Running.ExecuteAsync(
            """
            insert into reject
            select gen_random_uuid(), city_id, gen_random_uuid(), kind, import_id, n, nik, nik_last4, name, birth_date, unit, unit_id, first_day, last_day,
                   decree_number, decree_date, position, findings, contract_id, doubts_nik, doubts_unit, doubts_first_day
            from reject, generate_series(1, 20000) n where city_id = $1
            """,
            Guid.Parse(another.Id));
        await beside.ImportAsync(city, RegisterLine.File(line with { Nik = "" }));

        await beside.ImportAsync(city, RegisterLine.File([line, .. Enumerable.Range(0, 50).Select(_ => new RegisterLine())]));

        Assert.Empty((await beside.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id })).Rejects);
        await Eventually.HoldsAsync(
            async () => await beside.Running.ScalarAsync<long>("select idx_scan from pg_stat_user_indexes where indexrelname = 'reject_of_person'") >= 51,
            "the lookups are counted");
        Assert.InRange(
            await beside.Running.ScalarAsync<long>("select sum(idx_tup_read)::bigint from pg_stat_user_indexes where relname = 'reject' and indexrelname <> 'reject_open'"), 0, 1_000);
    }

    private async Task CorrectAsync(ContractPeriod contract, CorrectContractRequest request)
    {
        (request.ContractId, request.Reason) = (contract.ContractId, "salah ketik");
        await Corrections.CorrectContractAsync(request);
    }

    private async Task<IReadOnlyList<Reject>> ListAsync(City city) =>
        (await registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id })).Rejects;
}
