using Grpc.Core;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>A workbook through the whole service.</summary>
[Collection(nameof(RegistryService))]
public sealed class WorkbookImportTests(RegistryService registry)
{
    [Fact]
    public async Task Import_WorkbookAfterTheSameCsv_ChangesNothing()
    {
        var city = await registry.NewCityAsync();
        RegisterLine[] lines = [new RegisterLine(), new RegisterLine { Wage = "" }, new RegisterLine { Sex = "X" }];
        await registry.ImportAsync(city, RegisterLine.File(lines));

        var file = WorkbookFile.OfRegister(lines.Select((line, i) => WorkbookFile.Line(
            i + 2, line, ("Tanggal Akhir", WorkbookFile.Number("44196", 1)), ("Gaji", line.Wage.Length > 0 ? WorkbookFile.Number(line.Wage) : "<c/>")))).ToBytes();
        var reply = await registry.ImportAsync(city, file, pieceLength: 7);

        Assert.Equal((3, 0, 2, 0, 1), (reply.RowsRead, reply.RowsImported, reply.RowsUnchanged, reply.RowsUpdated, reply.RowsRejected));
        Assert.Equal((4, "Jenis Kelamin"), reply.Findings.Select(finding => (finding.Row, finding.Column)).Single());
    }

    [Fact]
    public async Task Import_FileBreaksOff_IsNotCompleteAndTheReplySaysSoFirst()
    {
        const int bad = 2_000; // more findings than a reply has
        var city = await registry.NewCityAsync();
        var hidden = WorkbookFile.Line(2, new RegisterLine { Sex = "X" }, "hidden=\"1\"");
        var rows = Enumerable.Range(3, bad - 1).Select(row => WorkbookFile.Line(row, new RegisterLine { Sex = "X" }));
        var file = WorkbookFile.OfRegister([hidden, .. rows, WorkbookFile.Line(bad + 2, new RegisterLine()), WorkbookFile.Row(1, []), WorkbookFile.Line(bad + 3, new RegisterLine())]);

        var reply = await registry.ImportAsync(city, file.ToBytes());

        Assert.Equal((bad + 1, 1, bad, true, true), (reply.RowsRead, reply.RowsImported, reply.RowsRejected, reply.FindingsTruncated, reply.BrokenOff));
        Assert.StartsWith("the workbook is broken", reply.Findings[0].Reason, StringComparison.Ordinal);
        Assert.StartsWith("rows that the sheet hides", reply.Findings[1].Reason, StringComparison.Ordinal);
        Assert.Equal((bad + 2, 2, 1_002), (reply.Findings[0].Row, reply.Findings[2].Row, reply.Findings.Count));
        var record = Assert.Single((await registry.Register.ListImportsAsync(new ListImportsRequest { CityId = city.Id })).Imports);
        Assert.Equal((false, bad + 2, bad + 1), (record.Complete, record.LastRow, record.RowsRead));
    }

    [Fact]
    public async Task Import_WholeFileWithManyFindings_IsCompleteAndWarningsOnTheFileComeFirst()
    {
        const int bad = 1_100;
        var city = await registry.NewCityAsync();
        var rows = Enumerable.Range(2, bad).Select(row => WorkbookFile.Line(row, new RegisterLine { Sex = "X" }));
        var file = WorkbookFile.OfRegister([.. rows, WorkbookFile.Line(bad + 2, new RegisterLine(), "hidden=\"1\"")]);

        var reply = await registry.ImportAsync(city, file.ToBytes());

        Assert.False(reply.BrokenOff);
        Assert.Equal((bad + 2, "rows that the sheet hides were read like the others: 1102"), (reply.Findings[0].Row, reply.Findings[0].Reason));
        Assert.True(Assert.Single((await registry.Register.ListImportsAsync(new ListImportsRequest { CityId = city.Id })).Imports).Complete);
    }

    [Fact]
    public async Task Import_SheetByName_IsThatSheet()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine())).WithSecond("Dua", WorkbookFile.Line(2, line)).ToBytes();

        Assert.Equal(1, (await registry.ImportAsync(city, file, sheet: "Dua")).RowsImported);
        Assert.Equal("Maria Bano", (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker.Name);
    }

    [Theory]
    [InlineData("Tiga", "header.sheet 'Tiga': is not a sheet of the workbook, which has 'Data'")]
    [InlineData("a\u0007", "header.sheet: is not a name")]
    public async Task Import_SheetThatIsNotThere_IsInvalid(string sheet, string reason)
    {
        var city = await registry.NewCityAsync();
        var e = await Assert.ThrowsAsync<RpcException>(() => registry.ImportAsync(city, WorkbookFile.OfRegister().ToBytes(), sheet: sheet));

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
        Assert.Contains(reason, e.Status.Detail, StringComparison.Ordinal);
    }
}
