using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>Registry with the example's register, as of 31 December 2020.</summary>
public sealed class Kupang : IAsyncLifetime, IAsyncDisposable
{
    public const int Workers = 2_180;

    private readonly RegistryService _registry = new();

    public static string Folder { get; } = Checkout.FindUpwards(Path.Combine("examples", "kupang"))!;

    public RegistryService Registry => _registry;

    public City City { get; private set; } = null!;

    public byte[] Register { get; } = File.ReadAllBytes(Path.Combine(Folder, "register.csv"));

    public async Task InitializeAsync()
    {
        await _registry.InitializeAsync();
        City = (await _registry.Cities.ApplyCityAsync(CityFolder.Read(Folder).City)).City;
        Assert.Equal(Workers, (await _registry.ImportAsync(City, Register)).RowsImported);
    }

    public Task DisposeAsync() => _registry.DisposeAsync();

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());
}

/// <summary>The export of the example's register.</summary>
public sealed class KupangExportTests(Kupang kupang) : IClassFixture<Kupang>
{
    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task Export_Register_IsCellByCellTheFileThatWasImported(ExportFormat format)
    {
        var exported = await ReceivedExport.OfAsync(kupang.Registry, kupang.City, format);

        var rows = (await ReceivedExport.RowsOfAsync(exported.Content)).ToDictionary(row => row["NIK"]);
        var imported = await ReceivedExport.RowsOfAsync(kupang.Register);
        Assert.Equal(Kupang.Workers, rows.Count);
        Assert.All(imported, row => Assert.Equal(row, rows[row["NIK"]].Where(cell => row.ContainsKey(cell.Key)).ToDictionary()));
        Assert.Equal((Kupang.Workers, Kupang.Workers, 0), (exported.Summary.Contracts, exported.Summary.Rows, exported.Summary.Excluded.Count));
        Assert.Equal($"kupang-register-2020-12-31.{(format is ExportFormat.Csv ? "csv" : "xlsx")}", exported.Header.FileName);
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task Export_ImportedAgain_ChangesNothing(ExportFormat format)
    {
        var before = await StoredRegister.OfAsync(kupang.Registry, kupang.City);
        var exported = await ReceivedExport.OfAsync(kupang.Registry, kupang.City, format);

        var reply = await kupang.Registry.ImportAsync(kupang.City, exported.Content);

        Assert.Equal((Kupang.Workers, Kupang.Workers), (reply.RowsRead, reply.RowsUnchanged));
        Assert.Empty(reply.Findings);
        Assert.Equal(before, await StoredRegister.OfAsync(kupang.Registry, kupang.City));
    }

    [Theory]
    [InlineData(ExportFormat.Csv, "2021-12-31")]
    [InlineData(ExportFormat.Xlsx, "")]
    public async Task Export_National_SumsToAllContractsWithAReasonForEachExclusion(ExportFormat format, string rulesOf)
    {
        var exported = await ReceivedExport.OfAsync(kupang.Registry, kupang.City, format, layout: ExportLayout.National, rulesOf: rulesOf);

        var summary = exported.Summary;
        Assert.Equal((2_180, 1_456), (summary.Contracts, summary.Rows));
        Assert.Equal(
            [(ExclusionReason.Position, 609), (ExclusionReason.AboveAge, 115)], summary.Excluded.Select(excluded => (excluded.Reason, excluded.Rows)));
        var eligible = await ReceivedExport.RowsOfAsync(exported.Content);
        var excluded = await ReceivedExport.RowsOfAsync(exported.Excluded);
        Assert.Equal((1_456, 724), (eligible.Count, excluded.Count));
        Assert.Equal(2_180, eligible.Concat(excluded).Select(row => row["NIK"]).Distinct().Count());
        Assert.Equal(
            [("Jabatan dikecualikan", 609), ("Usia di atas 56 tahun pada 2021-12-31", 115)],
            excluded.CountBy(row => row["Alasan"]).Select(reason => (reason.Key, reason.Value)).OrderBy(reason => reason.Key));
        Assert.Equal("2021-12-31", exported.Header.RulesOf);
        Assert.StartsWith("kupang-national-2020-12-31-excluded.", exported.Header.ExcludedFileName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_National_HasTheColumnsOfTheNationalCollectionAlone()
    {
        var exported = await ReceivedExport.OfAsync(kupang.Registry, kupang.City, ExportFormat.Csv, layout: ExportLayout.National);
        Assert.Equal(
            [
                "NIK", "Nama", "Nomor THK-II", "Tempat Lahir", "Tanggal Lahir", "Jenis Kelamin", "Pendidikan", "Nomor Ijazah", "Tanggal Lulus", "Asal Sekolah",
                "Nomor SK", "Tanggal SK", "Tanggal Mulai", "Tanggal Akhir", "Pendidikan SK", "Jabatan", "Unit Kerja", "Jabatan Penandatangan",
            ],
            (await ReceivedExport.RowsOfAsync(exported.Content))[0].Keys);
    }

    [Fact]
    public async Task Export_AnyLayout_IsInTheAccessLogWithItsSelectionAndEachWorker()
    {
        var database = kupang.Registry.Running;
        var before = await database.ScalarAsync<DateTime>("select clock_timestamp()");
        await ReceivedExport.OfAsync(kupang.Registry, kupang.City, ExportFormat.Csv, layout: ExportLayout.National);

        Assert.Equal(
            [
                "export national as of 2020-12-31, rules of 2021-12-31, csv, 2,180 rows, part 1 of 3: 1000",
                "export national as of 2020-12-31, rules of 2021-12-31, csv, 2,180 rows, part 2 of 3: 1000",
                "export national as of 2020-12-31, rules of 2021-12-31, csv, 2,180 rows, part 3 of 3: 180",
            ],
            await database.ScalarAsync<string[]>("select array_agg(selection || ': ' || workers order by id) from access_log where at > $1", before));
        Assert.Equal(Kupang.Workers, await database.ScalarAsync<long>(
            "select count(distinct worker) from access_log, unnest(worker_ids) as worker where at > $1 and city_id = $2", before, Guid.Parse(kupang.City.Id)));
    }
}
