using System.Text;
using Grpc.Core;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>What an export has of a city's register on a day, and what a file of it says when it is imported again.</summary>
[Collection(nameof(RegistryService))]
public sealed class ExportTests(RegistryService registry)
{
    internal const string Columns =
        "NIK;Nama;Tanggal Lahir;Jenis Kelamin;Nomor SK;Tanggal Mulai;Tanggal Akhir;Jabatan;Unit Kerja;Gaji;Pemberi Kerja;Telepon;Nomor THK-II;Tempat Lahir;Pendidikan;"
        + "Nomor Ijazah;Tanggal Lulus;Asal Sekolah;Tanggal SK;Pendidikan SK;Jabatan Penandatangan;Email;Bidang Ilmu;Kode Anggaran;Jenis Hubungan Kerja;TMT Pertama;"
        + "Kategori BKN;NIPTT;No BPJS Kesehatan;No BPJS Ketenagakerjaan;Status BLUD";

    // As clerks, spreadsheets and attackers write them.
    internal static readonly string[] Texts =
    [
        "=cmd|'/C calc'!A0", "=1+1", "+62 812-3456", "+62812000111", "-Petugas", "@SUM(A1)", "'=x", "''=x", "'+62812", "''+62812", "''0812", "'0812", "=\"'0812\"",
        "=\"\u2018081\"", "=\"=1\"", "'=\"081\"", "''=\"081\"", "\u2018=x", "`+1", "'Aini", "'", "a, b; c|d", "dia \"Kancil\" berkata", "\"", "_x0041_", "_x005F_", "_X0041_",
        "_x00000041_", "<b>&amp;</b>", "Ibu\u2013Anak \u00e9\u00f1 \U0001F600", "#1", "0012", "1e5", "2020-12-31", "TRUE", "'-", "=-", "\u00e0\u0300", "5.000,00", "R2", "  a   b ", "--a",
    ];

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task Export_CellsOfAnyText_AreReadAsTheyAreStored(ExportFormat format)
    {
        var city = await registry.NewCityAsync();
        var lines = Texts.Select(text => string.Join(';', LineOf(text).Select(Quoted)));
        var imported = await registry.ImportAsync(city, [Columns, .. lines]);
        Assert.True(imported.RowsImported > Texts.Length - 6, $"{imported}");

        await AssertUnchangedAsync(city, format, imported.RowsImported);
    }

    // Every sequence of what is written before texts, before each of what they begin with.
    [Fact]
    public async Task Export_AnySequenceOfApostrophesAndFormulaStarts_IsReadAsItIsStored()
    {
        var city = await registry.NewCityAsync();
        string[] starts = ["", "'", "=", "+", "-", "@", "=\"", "\u2018", "`", " "];
        var texts = from one in starts from two in starts from three in starts from end in (string[])["a", "081", "081\""] select $"{one}{two}{three}{end}";
        var imported = await registry.ImportAsync(city, RegisterLine.File([.. texts.Select(text => new RegisterLine { Position = Quoted(text), Phone = Quoted(text) })]));
        Assert.True(imported.RowsImported > 2_500, $"{imported.RowsImported} of {imported.RowsRead}");

        await AssertUnchangedAsync(city, ExportFormat.Csv, imported.RowsImported);
        await AssertUnchangedAsync(city, ExportFormat.Xlsx, imported.RowsImported);
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task Export_CellThatBeginsLikeAFormula_HasAnApostropheBeforeIt(ExportFormat format)
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine { Position = "=1+1", Phone = "+62812000111", Wage = "" }));

        var row = Assert.Single(await ReceivedExport.RowsOfAsync((await ReceivedExport.OfAsync(registry, city, format)).Content));

        Assert.Equal(("'=1+1", "'+62812000111", ""), (row["Jabatan"], row["Telepon"], row["Gaji"]));
    }

    [Fact]
    public async Task Export_RowOfTheRegister_HasEachColumnByItsNameAndTheContractsIdAndRevisionsLast()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine { Employer = "PT Bersih Jaya" }));

        var row = Assert.Single(await ReceivedExport.RowsOfAsync((await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv)).Content));

        string[] ofExport = ["ID Kontrak", "Revisi", "Revisi Nama dan NIK"];
        Assert.Equal(Columns.Split(';').Concat(ofExport).Order(), row.Keys.Order());
        Assert.Equal(ofExport, row.Keys.TakeLast(3));
        Assert.Equal([Assert.Single(await registry.PeriodsAsync(city)).ContractId, "0", "0"], ofExport.Select(column => row[column]));
        Assert.Equal(("Dinas Pemadam Kebakaran", "PT Bersih Jaya", "alih daya", "1250000"), (row["Unit Kerja"], row["Pemberi Kerja"], row["Jenis Hubungan Kerja"], row["Gaji"]));
    }

    [Fact]
    public async Task Export_Csv_IsUtf8WithItsMarkAndLinesThatEndInCrLf()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine()));

        var file = (await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv)).Content;

        Assert.Equal(Encoding.UTF8.Preamble, file.AsSpan(0, 3));
        Assert.Equal(2, Encoding.UTF8.GetString(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("2019-12-31", 0)]
    [InlineData("2020-01-01", 1)]
    [InlineData("2020-12-31", 1)]
    [InlineData("2021-01-01", 2)]
    [InlineData("2021-07-01", 1)]
    public async Task Export_AsOfADay_HasTheContractsInForceThroughTheirLastDay(string asOf, int contracts)
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await registry.ImportAsync(city, RegisterLine.File(
            line, line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }, new RegisterLine { FirstDay = "2021-01-01", LastDay = "2021-06-30" }));

        var exported = await ReceivedExport.OfAsync(registry, city, ExportFormat.Xlsx, asOf);

        Assert.Equal((contracts, contracts), (exported.Summary.Contracts, (await ReceivedExport.RowsOfAsync(exported.Content)).Count));
    }

    [Fact]
    public async Task Export_EarlierContractOfAWorkerWhoWasAppointedLaterByTheNewest_IsUnchanged()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await registry.ImportAsync(city, $"{RegisterLine.Header};TMT Pertama", $"{line};2019-01-01");
        await registry.ImportAsync(
            city, $"{RegisterLine.Header};TMT Pertama", $"{line with { Name = "Maria Lay", FirstDay = "2021-01-01", LastDay = "2021-12-31" }};2021-01-01");

        await AssertUnchangedAsync(city, ExportFormat.Csv, 1);
    }

    [Fact]
    public async Task Export_WorkerWithACityAndAVendorContractOfOnePeriod_IsUnchanged()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await registry.ImportAsync(city, RegisterLine.File(line));
        await registry.ImportAsync(city, RegisterLine.File(line with { Employer = "PT Bersih Jaya" }));

        await AssertUnchangedAsync(city, ExportFormat.Csv, 2);
    }

    // The details of such a worker are the other city's.
    [Theory]
    [InlineData(ExportLayout.Register, 0)]
    [InlineData(ExportLayout.Register, 1)]
    [InlineData(ExportLayout.National, 1)]
    public async Task Export_WorkersWhoWentToAnotherCity_AreCountedByTheirReasonAndInNoFile(ExportLayout layout, int stayed)
    {
        var request = Requests.City();
        request.NationalExport = new NationalExportRules { RulesOf = "2021-12-31" };
        var (city, another) = ((await registry.Cities.ApplyCityAsync(request)).City, await registry.NewCityAsync());
        RegisterLine[] gone = [new(), new()];
        await registry.ImportAsync(city, RegisterLine.File([.. gone, .. Enumerable.Range(0, stayed).Select(_ => new RegisterLine())]));
        await registry.ImportAsync(another, RegisterLine.File([.. gone.Select(line => line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" })]));

        var exported = await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv, layout: layout);

        Assert.Equal((gone.Length + stayed, stayed), (exported.Summary.Contracts, exported.Summary.Rows));
        Assert.Equal((ExclusionReason.OtherCity, gone.Length), Assert.Single(exported.Summary.Excluded) is var left ? (left.Reason, left.Rows) : default);
        Assert.Equal(stayed, (await ReceivedExport.RowsOfAsync(exported.Content)).Count);
        Assert.Empty(layout is ExportLayout.National ? await ReceivedExport.RowsOfAsync(exported.Excluded) : []);
    }

    [Fact]
    public async Task Export_NoContractInForce_IsAHeaderAloneAndInTheAccessLog()
    {
        var city = await registry.NewCityAsync();

        var exported = await ReceivedExport.OfAsync(registry, city, ExportFormat.Xlsx);

        Assert.Empty(await ReceivedExport.RowsOfAsync(exported.Content));
        Assert.Equal("export register as of 2020-12-31, xlsx, 0 rows", await registry.Running.ScalarAsync<string>(
            "select selection from access_log where city_id = $1", Guid.Parse(city.Id)));
    }

    [Theory]
    [InlineData("layout", "is required: REGISTER or NATIONAL", "2020-12-31", "", ExportLayout.Unspecified, ExportFormat.Csv)]
    [InlineData("format", "is required: CSV or XLSX", "2020-12-31", "", ExportLayout.Register, ExportFormat.Unspecified)]
    [InlineData("as_of", "is required", "", "", ExportLayout.Register, ExportFormat.Csv)]
    [InlineData("as_of '31/12/2020'", "is not a date of the form yyyy-MM-dd", "31/12/2020", "", ExportLayout.Register, ExportFormat.Csv)]
    [InlineData("rules_of '2021-12-31'", "belongs to the layout NATIONAL", "2020-12-31", "2021-12-31", ExportLayout.Register, ExportFormat.Csv)]
    public async Task Export_RequestThatCannotBe_IsRefusedByFieldAndValue(
        string field, string reason, string asOf, string rulesOf, ExportLayout layout, ExportFormat format)
    {
        var city = await registry.NewCityAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => ReceivedExport.OfAsync(registry, city, format, asOf, layout, rulesOf));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith($"{field}: {reason}", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_CityThatIsNotRegistered_IsNotFound()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => ReceivedExport.OfAsync(registry, new City { Id = $"{Guid.NewGuid()}" }, ExportFormat.Csv));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Export_LogCannotBeWritten_FailsBeforeAnythingLeaves()
    {
        await using var beside = await registry.StartBesideAsync();
        var theirs = await beside.NewCityAsync();
        beside.Running.Log.Expect("Export failed");
        await beside.Running.ExecuteAsync("alter table access_log rename to access_log_away");

        using var call = beside.Running.Client<ExportService.ExportServiceClient>().Export(
            new ExportRequest { CityId = theirs.Id, Layout = ExportLayout.Register, AsOf = "2020-12-31", Format = ExportFormat.Csv });

        var failed = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.Internal, failed.StatusCode);
    }

    private async Task AssertUnchangedAsync(City city, ExportFormat format, int rows)
    {
        var before = await StoredRegister.OfAsync(registry, city);

        var reply = await registry.ImportAsync(city, (await ReceivedExport.OfAsync(registry, city, format)).Content);

        Assert.Equal((rows, rows, 0, 0), (reply.RowsRead, reply.RowsUnchanged, reply.RowsUpdated, reply.RowsRejected));
        Assert.Equal(before, await StoredRegister.OfAsync(registry, city));
    }

    // A row that has the text in every column in which any text may be.
    internal static IEnumerable<string> LineOf(string text) =>
    [
        RegisterLine.NextNik(), $"Maria {text}", "1990-05-12", "P", text, "2020-01-01", "2020-12-31", text, "damkar", "Rp 1.250.000,00", "", text, text, text, text,
        text, "2008-06-01", text, "2019-12-30", text, text, text, text, text, "pppk pw", "1 Maret 2009", "R2", $"{text}1", "0001234567890", "12034567890", "BLUD",
    ];

    internal static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
