using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>The table of what real spreadsheets hold, row by row, through the whole service.</summary>
[Collection(nameof(RegistryService))]
public sealed class DirtTests(RegistryService registry)
{
    [Fact]
    public async Task Import_BlanksAndLetterCase_AreRepairedSilently()
    {
        var (reply, period) = await ImportOneAsync(new RegisterLine { Name = "  maria   BANO ", Unit = " dinas  PEMADAM kebakaran " });

        Assert.Empty(reply.Findings);
        Assert.Equal("Maria Bano", await NameAsync(period!));
    }

    [Theory]
    [InlineData("31/12/2020")]
    [InlineData("31-12-2020")]
    [InlineData("31 Desember 2020")]
    [InlineData("44196")]
    public async Task Import_FormsOfADate_AreRead(string lastDay)
    {
        var (_, period) = await ImportOneAsync(new RegisterLine { LastDay = lastDay });
        Assert.Equal("2020-12-31", period!.LastDay);
    }

    [Theory]
    [InlineData("31/02/2020", "Tanggal Akhir", "is not a date that exists")]
    [InlineData("2019-12-31", "Tanggal Akhir", "ends before it begins on 2020-01-01")]
    public async Task Import_LastDayThatCannotBe_IsRejected(string lastDay, string column, string reason) =>
        await AssertRejectedAsync(new RegisterLine { LastDay = lastDay }, column, lastDay, reason);

    [Fact]
    public async Task Import_BirthDateInTheFutureOfTheCitysClock_IsRejected()
    {
        await AssertRejectedAsync(new RegisterLine { BirthDate = "2021-01-02" }, "Tanggal Lahir", "2021-01-02", "is in the future");
        Assert.NotNull((await ImportOneAsync(new RegisterLine { BirthDate = "2021-01-01", FirstDay = "2021-01-02", LastDay = "2021-12-31" })).Period);
        await AssertRejectedAsync(new RegisterLine { BirthDate = "2020-01-01" }, "Tanggal Lahir", "2020-01-01", "is not before the contract's first day 2020-01-01");
    }

    [Theory]
    [InlineData("P")]
    [InlineData("Perempuan")]
    [InlineData("Wanita")]
    public async Task Import_FormsOfSex_AreRead(string sex) =>
        Assert.Empty((await ImportOneAsync(new RegisterLine { Sex = sex })).Reply.Findings);

    [Fact]
    public async Task Import_AnyOtherSex_IsRejected() =>
        await AssertRejectedAsync(new RegisterLine { Sex = "X" }, "Jenis Kelamin", "X", "is neither L or Laki-laki nor P or Perempuan");

    [Fact]
    public async Task Import_WageForms_AreWholeRupiah()
    {
        foreach (var wage in (string[])["1250000", "1.250.000", "Rp 1.250.000,00"])
        {
            var (_, period) = await ImportOneAsync(new RegisterLine { Wage = wage });
            Assert.Equal(1_250_000L, await registry.Running.ScalarAsync<long>(
                "select monthly_wage from contract_period where id = $1", Guid.Parse(period!.ContractId)));
        }
    }

    [Fact]
    public async Task Import_NegativeWage_IsRejected() =>
        await AssertRejectedAsync(new RegisterLine { Wage = "-1250000" }, "Gaji", "-1250000", "is negative");

    [Fact]
    public async Task Import_TitlesInAName_AreKeptWithAWarning()
    {
        var (reply, period) = await ImportOneAsync(new RegisterLine { Name = "Drs. Maria Bano, S.Pd" });

        AssertFinding(reply, Severity.Warning, "Nama", "Drs. Maria Bano, S.Pd", "title");
        Assert.Equal(1, reply.Warnings);
        Assert.Equal("Drs. Maria Bano, S.Pd", await NameAsync(period!));
    }

    [Theory]
    [InlineData("537101520590", "…0590", "is not 16 digits")]
    [InlineData("5371015205900001999", "…1999", "is not 16 digits")]
    [InlineData("5371 0120 5190 0019", "…0019", "has blanks or marks between its digits")]
    [InlineData("537101.205190.0019", "…0019", "has blanks or marks between its digits")]
    [InlineData("3.57E+15", "…E+15", "spreadsheet")]
    [InlineData("3,57101E+15", "…E+15", "spreadsheet")]
    public async Task Import_NikThatIsNone_IsRejectedByItsLastFour(string nik, string shown, string reason) =>
        await AssertRejectedAsync(new RegisterLine { Nik = nik }, "NIK", shown, reason);

    [Fact]
    public async Task Import_BirthDateOtherThanTheNiks_IsInWithAWarningThatGivesNothingAway()
    {
        var line = new RegisterLine { BirthDate = "1990-05-13" };
        var (reply, period) = await ImportOneAsync(line);

        Assert.NotNull(period);
        AssertFinding(reply, Severity.Warning, "Tanggal Lahir", "1990-05-13", $"NIK …{line.Nik[^4..]}");
        Assert.DoesNotContain("520590", reply.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_UnitByAlias_IsMatched()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine { Unit = "PEMADAM" }));

        var units = (await registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id })).WorkUnits;
        Assert.Equal(units.Single(unit => unit.Code == "damkar").Id, Assert.Single(await registry.PeriodsAsync(city)).UnitId);
    }

    [Fact]
    public async Task Import_UnknownUnit_IsRejectedWithTheNearestNames() => await AssertRejectedAsync(
        new RegisterLine { Unit = "Dinas Pemadam Kebakran" }, "Unit Kerja", "Dinas Pemadam Kebakran", "nearest: Dinas Pemadam Kebakaran");

    [Fact]
    public async Task Import_EmployerNotRegistered_IsRejectedWithTheNearestNames() => await AssertRejectedAsync(
        new RegisterLine { Employer = "PT Bersih Jya" }, "Pemberi Kerja", "PT Bersih Jya", "nearest: PT Bersih Jaya");

    [Theory]
    [InlineData(" pt  BERSIH jaya ", true)]
    [InlineData("", false)]
    [InlineData("the city", false)]
    public async Task Import_Employer_IsAVendorOrTheCity(string employer, bool vendor)
    {
        var city = await registry.NewCityAsync();
        var written = employer == "the city" ? city.Name : employer;
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine { Employer = written }));

        Assert.Equal(vendor, Assert.Single(await registry.PeriodsAsync(city)).VendorId.Length > 0);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+62812")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task Import_TextThatASpreadsheetWouldRun_IsKeptAsText(string text)
    {
        var (_, period) = await ImportOneAsync(new RegisterLine { Position = text });
        Assert.Equal(text, await registry.Running.ScalarAsync<string>(
            "select position from contract_period where id = $1", Guid.Parse(period!.ContractId)));
    }

    [Fact]
    public async Task Import_RowWithSeveralFaults_IsReportedWithAllAndCountedOnce()
    {
        var city = await registry.NewCityAsync();
        var reply = await registry.ImportAsync(city, RegisterLine.File(
            new RegisterLine { Nik = "123", Sex = "X", Wage = "-1", Name = "" }, new RegisterLine()));

        Assert.Equal((2, 1, 1), (reply.RowsRead, reply.RowsImported, reply.RowsRejected));
        Assert.Equal(["Gaji", "Jenis Kelamin", "NIK", "Nama"], reply.Findings.Select(finding => finding.Column).Order(StringComparer.Ordinal));
        Assert.All(reply.Findings, finding => Assert.Equal(2, finding.Row));
    }

    [Fact]
    public async Task Import_NikInAnotherColumn_IsStillCutToItsLastFour()
    {
        var line = new RegisterLine();
        var (reply, _) = await ImportOneAsync(line with { Unit = line.Nik });
        Assert.DoesNotContain(line.Nik[..12], reply.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> NameAsync(ContractPeriod period) =>
        (await registry.Workers.GetWorkerNamesAsync(new GetWorkerNamesRequest { Ids = { period.WorkerId } })).Names[0];

    private async Task AssertRejectedAsync(RegisterLine line, string column, string value, string reason)
    {
        var (reply, period) = await ImportOneAsync(line);

        Assert.Null(period);
        Assert.Equal((1, 0, 1), (reply.RowsRead, reply.RowsImported, reply.RowsRejected));
        AssertFinding(reply, Severity.Rejected, column, value, reason);
    }

    private static void AssertFinding(ImportReply reply, Severity severity, string column, string value, string reason)
    {
        var finding = Assert.Single(reply.Findings);
        Assert.Equal((severity, 2, column, value), (finding.Severity, finding.Row, finding.Column, finding.Value));
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }

    private async Task<(ImportReply Reply, ContractPeriod? Period)> ImportOneAsync(RegisterLine line)
    {
        var city = await registry.NewCityAsync();
        var reply = await registry.ImportAsync(city, RegisterLine.File(line));
        return (reply, (await registry.PeriodsAsync(city)).SingleOrDefault());
    }
}
