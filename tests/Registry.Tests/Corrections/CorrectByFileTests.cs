using Grpc.Core;
using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Corrections;

/// <summary>An export in which wrong cells were made right corrects the contracts of its rows, each as a whole.</summary>
[Collection(nameof(RegistryService))]
public sealed class CorrectByFileTests(RegistryService registry)
{
    private City City { get; set; } = null!;

    private CorrectionService.CorrectionServiceClient Corrections => registry.Running.Client<CorrectionService.CorrectionServiceClient>();

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task CorrectByFile_ExportWithRightCells_CorrectsThoseAndNoOther(ExportFormat format)
    {
        var rows = await ExportedAsync(format, new RegisterLine { Name = "Ana" }, new RegisterLine { Name = "Budi" }, new RegisterLine { Name = "Citra" }, new RegisterLine { Name = "Dewi" });
        var nik = RegisterLine.NextNik();
        (rows[0]["Tanggal Akhir"], rows[0]["Unit Kerja"], rows[0]["Jabatan"], rows[0]["Gaji"]) = ("2021-06-30", "RSUD S. K. Lerik", "Perawat", "2000000");
        (rows[1]["Nama"], rows[1]["NIK"], rows[1]["Alasan"], rows[1]["Dokumen Dasar"], rows[1]["Tanggal Dokumen"]) = ("Budi Taek", nik, "KTP baru", "KTP/1", "2021-02-01");
        rows[2]["Pembatalan"] = "Ya";

        var reply = await CorrectAsync(rows, format);

        Assert.Equal((4, 3, 1, 0, 0), (reply.RowsRead, reply.RowsCorrected, reply.RowsUnchanged, reply.RowsRejected, reply.Warnings));
        Assert.Equal(
            [(CorrectedField.LastDay, 1), (CorrectedField.Unit, 1), (CorrectedField.Position, 1), (CorrectedField.MonthlyWage, 1), (CorrectedField.Withdrawn, 1), (CorrectedField.Name, 1), (CorrectedField.Nik, 1)],
            reply.Fields.Select(field => (field.Field, field.Count)));
        var periods = await registry.PeriodsAsync(City);
        Assert.Equal(3, periods.Count);
        var corrected = periods.Single(period => period.ContractId == rows[0]["ID Kontrak"]);
        Assert.Equal(("2021-06-30", "Perawat"), (corrected.LastDay, corrected.Position));
        Assert.Equal("Budi Taek", (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = nik })).Worker.Name);
        Assert.All(await HistoryAsync(rows[0]), one => Assert.Equal(("salah ketik", "814/2/2021"), (one.Reason, one.Paper.Number)));
        var worker = periods.Single(period => period.ContractId == rows[1]["ID Kontrak"]).WorkerId;
        Assert.All((await Corrections.ListCorrectionsAsync(new ListCorrectionsRequest { WorkerId = worker })).Corrections, one => Assert.Equal(("KTP baru", "KTP/1"), (one.Reason, one.Paper.Number)));
        var published = Assert.Single((await registry.PublishedAsync<ContractsRegistered>(City, one => one.CityId)).Skip(1));
        Assert.Equal(2, published.Contracts.Count);

        var again = await CorrectAsync(rows, format);

        Assert.Equal((0, 4), (again.RowsCorrected, again.RowsUnchanged));
    }

    [Fact]
    public async Task CorrectByFile_Preview_CountsAndWritesNothing()
    {
        var rows = await ExportedAsync(ExportFormat.Csv, new RegisterLine());
        (rows[0]["Tanggal Akhir"], rows[0]["Nama"]) = ("2021-06-30", "Maria Banu");

        var reply = await CorrectAsync(rows, preview: true);

        Assert.Equal((1, 2), (reply.RowsCorrected, reply.Fields.Count));
        Assert.Equal("Maria Bano", (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = rows[0]["NIK"] })).Worker.Name);
        Assert.Equal("2020-12-31", Assert.Single(await registry.PeriodsAsync(City)).LastDay);
        Assert.Empty(await HistoryAsync(rows[0]));
        Assert.Single(await registry.PublishedAsync<ContractsRegistered>(City, one => one.CityId));
    }

    [Theory]
    [InlineData("ID Kontrak", "01900000-0000-7000-8000-000000000000", "ID Kontrak", "is no contract of the city")]
    [InlineData("ID Kontrak", "17", "ID Kontrak", "is not the id of a contract")]
    [InlineData("ID Kontrak", "", "ID Kontrak", "is empty")]
    [InlineData("Tanggal Akhir", "2019-12-31", "Tanggal Akhir", "ends before it begins")]
    [InlineData("Unit Kerja", "Dinas Kelautan", "Unit Kerja", "is not a work unit of the city")]
    [InlineData("Pemberi Kerja", "PT Bersih Jaya", "Pemberi Kerja", "is not the contract's employer, which cannot be corrected")]
    [InlineData("Pembatalan", "BLUD", "Pembatalan", "is neither Ya nor Tidak")]
    [InlineData("Dokumen Dasar", "814/3", "Tanggal Dokumen", "is empty, though the row has the other")]
    public async Task CorrectByFile_RowThatCannotBe_IsRejectedAndTheOthersAreCorrected(string column, string value, string wrong, string reason)
    {
        var rows = await ExportedAsync(ExportFormat.Csv, new RegisterLine { Name = "Ana" }, new RegisterLine { Name = "Budi" });
        rows[0][column] = value;
        if (column is "Pemberi Kerja")
            rows[0]["Jenis Hubungan Kerja"] = "alih daya";
        rows[1]["Jabatan"] = "Perawat";

        var reply = await CorrectAsync(rows);

        Assert.Equal((1, 1), (reply.RowsCorrected, reply.RowsRejected));
        var finding = Assert.Single(reply.Findings);
        Assert.Equal(wrong, finding.Column);
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectByFile_ContractTwice_IsCorrectedByTheFirstRow()
    {
        var rows = await ExportedAsync(ExportFormat.Csv, new RegisterLine());
        rows.Add(new Dictionary<string, string>(rows[0]) { ["Jabatan"] = "Perawat" });
        rows[0]["Jabatan"] = "Bidan";

        var reply = await CorrectAsync(rows);

        Assert.Contains("is that of row 2 too", Assert.Single(reply.Findings).Reason, StringComparison.Ordinal);
        Assert.Equal("Bidan", Assert.Single(await registry.PeriodsAsync(City)).Position);
    }

    [Fact]
    public async Task CorrectByFile_ContractThatWasCorrectedSinceTheExport_IsRejected()
    {
        var rows = await ExportedAsync(ExportFormat.Csv, new RegisterLine());
        await Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = rows[0]["ID Kontrak"], LastDay = "2021-06-30", Reason = "x" });
        rows[0]["Jabatan"] = "Perawat";

        var reply = await CorrectAsync(rows);

        var finding = Assert.Single(reply.Findings);
        Assert.Equal(("Revisi", "0"), (finding.Column, finding.Value));
        Assert.Contains("has revision 1; export it again", finding.Reason, StringComparison.Ordinal);
        Assert.Equal("2021-06-30", Assert.Single(await registry.PeriodsAsync(City)).LastDay);
    }

    [Fact]
    public async Task CorrectByFile_WithoutTheColumnOfIds_IsRefused()
    {
        await ExportedAsync(ExportFormat.Csv, new RegisterLine());
        var refused = await Assert.ThrowsAsync<RpcException>(() => SentCorrections.SendAsync(registry, City, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', RegisterLine.File(new RegisterLine())))));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("lacks the column ID Kontrak", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectByFile_ContractOfAnotherCity_IsNoneOfTheCity()
    {
        var others = await ExportedAsync(ExportFormat.Csv, new RegisterLine());
        City = await registry.NewCityAsync();
        others[0]["Jabatan"] = "Perawat";

        Assert.Contains("is no contract of the city", Assert.Single((await CorrectAsync(others)).Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectByFile_TwoContractsThatTradeTheirDays_AreCorrected()
    {
        var line = new RegisterLine { LastDay = "2020-06-30" };
        var rows = await ExportedAsync(ExportFormat.Csv, "2020-03-01", line);
        await registry.ImportAsync(City, RegisterLine.File(line with { FirstDay = "2020-07-01", LastDay = "2020-12-31", DecreeNumber = "BKPPD.814/2/2020" }));
        rows.AddRange(await RowsAsync(ExportFormat.Csv, "2020-08-01"));
        (rows[0]["Tanggal Mulai"], rows[0]["Tanggal Akhir"]) = ("2020-07-01", "2020-12-31");
        (rows[1]["Tanggal Mulai"], rows[1]["Tanggal Akhir"]) = ("2020-01-01", "2020-06-30");

        var reply = await CorrectAsync(rows);

        Assert.Equal((2, 0), (reply.RowsCorrected, reply.RowsRejected));
        var message = Assert.Single((await registry.PublishedAsync<ContractsRegistered>(City, one => one.CityId)).Skip(2));
        Assert.Equal(2, message.Contracts.Count);
    }

    [Fact]
    public async Task CorrectByFile_DaysOfAnotherContract_AreRejectedAndNameIt()
    {
        var line = new RegisterLine { LastDay = "2020-06-30" };
        var rows = await ExportedAsync(ExportFormat.Csv, "2020-03-01", line);
        await registry.ImportAsync(City, RegisterLine.File(line with { FirstDay = "2020-07-01", LastDay = "2020-12-31", Unit = "rsud" }));
        rows[0]["Tanggal Akhir"] = "2020-12-31";

        Assert.Contains("with RSUD S. K. Lerik from 2020-07-01 to 2020-12-31", Assert.Single((await CorrectAsync(rows)).Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectByFile_NameInOneOfAWorkersRows_IsCorrectedOnce()
    {
        var line = new RegisterLine { LastDay = "2020-06-30" };
        var rows = await ExportedAsync(ExportFormat.Csv, "2020-03-01", line);
        await registry.ImportAsync(City, RegisterLine.File(line with { FirstDay = "2020-07-01", LastDay = "2020-12-31" }));
        rows.AddRange(await RowsAsync(ExportFormat.Csv, "2020-08-01"));
        rows[0]["Nama"] = "Maria Banu";

        var reply = await CorrectAsync(rows);

        Assert.Equal((1, 1, 0), (reply.RowsCorrected, reply.RowsUnchanged, reply.RowsRejected));
        // The row that says the former name does not take the correction back.
        for (var again = 0; again < 2; again++)
        {
            var repeated = await CorrectAsync(rows);
            Assert.Equal((0, 2, 1), (repeated.RowsCorrected, repeated.RowsUnchanged, repeated.Warnings));
            Assert.Contains("which stays", Assert.Single(repeated.Findings).Reason, StringComparison.Ordinal);
        }
        rows = [.. await RowsAsync(ExportFormat.Csv, "2020-03-01"), .. await RowsAsync(ExportFormat.Csv, "2020-08-01")];
        (rows[0]["Nama"], rows[1]["Nama"]) = ("Maria Bani", "Maria Banuu");
        var two = await CorrectAsync(rows);
        Assert.Equal((1, 1), (two.RowsCorrected, two.RowsRejected));
        Assert.Contains("is another one in row 2", Assert.Single(two.Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectByFile_ExportFromBeforeANikWasCorrected_LeavesTheRightOne()
    {
        var rows = await ExportedAsync(ExportFormat.Csv, new RegisterLine());
        var right = RegisterLine.NextNik();
        var workerId = Assert.Single(await registry.PeriodsAsync(City)).WorkerId;
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = workerId, Nik = right, Reason = "KTP" });

        var reply = await CorrectAsync(rows);

        Assert.Equal((0, 1, 1), (reply.RowsCorrected, reply.RowsUnchanged, reply.Warnings));
        Assert.Equal(workerId, (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = right })).Worker.Id);
    }

    [Theory]
    [InlineData("Gaji", "Revisi")]
    [InlineData("Nama", "Revisi Nama dan NIK")]
    public async Task CorrectByFile_ExportFromBeforeAnImportChangedTheRow_IsRejected(string column, string revision)
    {
        var line = new RegisterLine();
        var rows = await ExportedAsync(ExportFormat.Csv, line);
        await registry.ImportAsync(City, RegisterLine.File(column is "Gaji" ? line with { Wage = "3000000" } : line with { Name = "Yohana Taek" }));
        rows[0]["Jabatan"] = "Perawat";

        var reply = await CorrectAsync(rows);

        Assert.Equal((0, 1), (reply.RowsCorrected, reply.RowsRejected));
        Assert.Equal(revision, Assert.Single(reply.Findings).Column);
    }

    [Theory]
    [InlineData("NIK", "5371015205909999")]
    [InlineData("Tanggal Akhir", "2020-11-30")]
    public async Task CorrectByFile_WithdrawalInARowOfAnotherContract_IsRejected(string column, string value)
    {
        var rows = await ExportedAsync(ExportFormat.Csv, new RegisterLine());
        (rows[0]["Pembatalan"], rows[0][column]) = ("Ya", value);
        var reply = await CorrectAsync(rows);
        Assert.Contains("is it in the right row?", Assert.Single(reply.Findings).Reason, StringComparison.Ordinal);
        Assert.Single(await registry.PeriodsAsync(City));
    }

    [Fact]
    public async Task CorrectByFile_TwoNamesOfAWorkerInChunksFarApart_AreAFinding()
    {
        var line = new RegisterLine { LastDay = "2020-06-30" };
        var rows = await ExportedAsync(ExportFormat.Csv, "2020-03-01", [line, .. Enumerable.Range(0, 5_000).Select(_ => new RegisterLine { LastDay = "2020-06-30" })]);
        await registry.ImportAsync(City, RegisterLine.File(line with { FirstDay = "2020-07-01", LastDay = "2020-12-31" }));
        var other = Assert.Single(await RowsAsync(ExportFormat.Csv, "2020-08-01"));
        var first = rows.Single(row => row["NIK"] == line.Nik);
        (first["Nama"], other["Nama"]) = ("Maria Banu", "Maria Bani");

        var reply = await CorrectAsync([first, .. rows.Except([first]), other]);

        Assert.Equal((1, 1), (reply.RowsCorrected, reply.RowsRejected));
        Assert.Contains("is another one in row 2", Assert.Single(reply.Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectByFile_NikThatAnotherWorkerHas_IsRejectedAlsoWithinTheFile()
    {
        var rows = await ExportedAsync(ExportFormat.Csv, new RegisterLine { Name = "Ana" }, new RegisterLine { Name = "Budi" }, new RegisterLine { Name = "Citra" });
        var right = RegisterLine.NextNik();
        (rows[0]["NIK"], rows[1]["NIK"], rows[2]["NIK"]) = (right, right, rows[0]["NIK"]);

        var reply = await CorrectAsync(rows);

        Assert.Equal((1, 2), (reply.RowsCorrected, reply.RowsRejected));
        Assert.All(reply.Findings, finding => Assert.Contains("another worker of the register has it", finding.Reason, StringComparison.Ordinal));
        Assert.All(reply.Findings, finding => Assert.Equal(5, finding.Value.Length));
    }

    [Fact]
    public async Task CorrectByFile_WhatThePolicyDemandsAPaperFor_IsRejectedWithoutOne()
    {
        var request = Requests.City();
        request.PaperRequired.Add(CorrectedField.LastDay);
        City = (await registry.Cities.ApplyCityAsync(request)).City;
        await registry.ImportAsync(City, RegisterLine.File(new RegisterLine { Name = "Ana" }, new RegisterLine { Name = "Budi" }));
        var rows = await RowsAsync(ExportFormat.Csv, "2020-12-31");
        (rows[0]["Tanggal Akhir"], rows[1]["Jabatan"]) = ("2021-06-30", "Perawat");

        var reply = await CorrectAsync(rows, paper: null);

        Assert.Equal((1, 1), (reply.RowsCorrected, reply.RowsRejected));
        Assert.Contains("demands one for a correction of last_day", Assert.Single(reply.Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_FileWithAWithdrawal_RejectsThatRow()
    {
        var rows = await ExportedAsync(ExportFormat.Csv, new RegisterLine());
        rows[0]["Pembatalan"] = "Ya";
        var reply = await registry.ImportAsync(City, await SentCorrections.FileOfAsync(rows, ExportFormat.Csv));
        Assert.Contains("contract correct-file", Assert.Single(reply.Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectByFile_MoreThanAChunk_IsCorrectedChunkByChunk()
    {
        RegisterLine[] lines = [.. Enumerable.Range(0, 7_000).Select(_ => new RegisterLine())];
        var rows = await ExportedAsync(ExportFormat.Csv, lines);
        foreach (var row in rows)
            row["Tanggal Akhir"] = "2021-06-30";

        var reply = await CorrectAsync(rows);

        Assert.Equal((7_000, 7_000, 7_000), (reply.RowsRead, reply.RowsCorrected, reply.Fields.Single().Count));
        Assert.Equal(7_000, (await registry.PeriodsAsync(City, "2021-06-30")).Count);
        Assert.Equal(14, (await registry.PublishedAsync<ContractsRegistered>(City, one => one.CityId)).Count(one => one.Contracts[0].Revision == 1));
    }

    private Task<List<Dictionary<string, string>>> ExportedAsync(ExportFormat format, params RegisterLine[] lines) => ExportedAsync(format, "2020-12-31", lines);

    private async Task<List<Dictionary<string, string>>> ExportedAsync(ExportFormat format, string asOf, params RegisterLine[] lines)
    {
        City = await registry.NewCityAsync();
        await registry.ImportAsync(City, RegisterLine.File(lines));
        return await RowsAsync(format, asOf);
    }

    private Task<List<Dictionary<string, string>>> RowsAsync(ExportFormat format, string asOf) => SentCorrections.RowsAsync(registry, City, format, asOf);

    private async Task<CorrectByFileReply> CorrectAsync(List<Dictionary<string, string>> rows, ExportFormat format = ExportFormat.Csv, bool preview = false) =>
        await CorrectAsync(rows, new Paper { Number = "814/2/2021", Date = "2021-01-02" }, format, preview);

    private async Task<CorrectByFileReply> CorrectAsync(List<Dictionary<string, string>> rows, Paper? paper, ExportFormat format = ExportFormat.Csv, bool preview = false) =>
        await SentCorrections.SendAsync(registry, City, await SentCorrections.FileOfAsync(rows, format), paper, preview);

    private async Task<IReadOnlyList<Correction>> HistoryAsync(Dictionary<string, string> row) =>
        (await Corrections.ListCorrectionsAsync(new ListCorrectionsRequest { ContractId = row["ID Kontrak"] })).Corrections;
}
