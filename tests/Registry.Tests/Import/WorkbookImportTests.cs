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
