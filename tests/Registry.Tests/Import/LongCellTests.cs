using System.Security;
using Workforce.Registry.Import.Reading;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>Cells that are longer than a spreadsheet writes any: the same in CSV and in a workbook, and never shortened in silence.</summary>
public sealed class LongCellTests
{
    private const string Phone = "0812000111";
    private const string ColumnOfPhone = "column L";
    private const string Shared = "<c t=\"s\"><v>0</v></c>";

    [Theory]
    [InlineData(32_768)]
    [InlineData(300_000)]
    public async Task Read_ValueBehindManyBlanks_IsThatValue(int blanks)
    {
        var cell = new string(' ', blanks) + Phone;

        Assert.Equal(Phone, await PhoneOfAsync(ReadRegister.BytesOf(RegisterLine.File(new RegisterLine { Phone = cell }))));
        Assert.Equal(Phone, await PhoneOfAsync(Workbook(WorkbookFile.Text(cell))));
        Assert.Equal(Phone, await PhoneOfAsync(Workbook(Shared, Run(cell))));
        Assert.Equal(Phone, await PhoneOfAsync(Workbook(Shared, Run(cell[..^1]) + Run(cell[^1..]))));
    }

    [Fact]
    public async Task Read_TitleBehindManyBlanks_IsThatColumn()
    {
        var title = new string(' ', 40_000) + "Telepon";
        var file = WorkbookFile.Of(
            WorkbookFile.Header(1).Replace(">Telepon<", $">{title}<", StringComparison.Ordinal), WorkbookFile.Line(2, new RegisterLine { Phone = Phone }));
        Assert.Equal(Phone, await PhoneOfAsync(file.ToBytes()));
    }

    [Fact]
    public async Task Read_CellLongerThanARowMayBe_RejectsItsRowAlone()
    {
        // By chance, for what is alike is packed so well that the file is refused for it.
        var random = new Random(1);
        var runs = Enumerable.Range(0, 6).Select(_ => random.GetHexString(800_000)).ToList();
        var xml = string.Concat(runs.Select(Run));

        await AssertRejectedAsync("longer than 4,194,304 bytes", ReadRegister.BytesOf(RegisterLine.File(new RegisterLine(), new RegisterLine { Phone = string.Concat(runs) }, new RegisterLine())));
        await AssertRejectedAsync($"longer than 4,194,304 letters up to its cell in {ColumnOfPhone}", Workbook($"<c t=\"inlineStr\"><is>{xml}</is></c>"));
        await AssertRejectedAsync($"longer than 4,194,304 letters up to its cell in {ColumnOfPhone}", Workbook(Shared, xml));
    }

    [Fact]
    public async Task Read_ManyCellsThatShareALongText_RejectsTheRow()
    {
        var file = Workbook(string.Concat(Enumerable.Repeat(Shared, 10_000)), Run(new string('x', 500_000)));
        await AssertRejectedAsync("longer than 4,194,304 letters up to its cell in column T", file);
    }

    [Fact]
    public async Task Read_TextLongerThanAnyProgramWrites_EndsTheFileNamingRowAndColumn()
    {
        var chunk = await ReadRegister.ReadWholeAsync(Workbook(WorkbookFile.Text(new string('x', 1_500_000))));

        Assert.Equal((1, 2), (chunk.RowsRead, Assert.Single(chunk.Rows).Row));
        var finding = Assert.Single(chunk.Findings);
        Assert.Equal((Severity.Warning, 2), (finding.Severity, finding.Row));
        Assert.StartsWith($"the workbook is broken in row 3, {ColumnOfPhone};", finding.Reason, StringComparison.Ordinal);
    }

    private static string Run(string text) => $"<r><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></r>";

    /// <summary>Three rows, the second with the cell as its last.</summary>
    private static byte[] Workbook(string cell, string sharedText = "") => WorkbookFile
        .OfRegister(WorkbookFile.Line(2, new RegisterLine()), WorkbookFile.Line(3, new RegisterLine(), ("Telepon", cell)), WorkbookFile.Line(4, new RegisterLine()))
        .With(WorkbookFile.Texts, WorkbookFile.Shared(sharedText)).ToBytes();

    private static async Task<string?> PhoneOfAsync(byte[] file)
    {
        var chunk = await ReadRegister.ReadWholeAsync(file);
        Assert.Empty(chunk.Findings);
        return chunk.Rows.Select(row => row.Worker.Phone).Distinct().Single();
    }

    private static async Task AssertRejectedAsync(string reason, byte[] file)
    {
        var chunk = await ReadRegister.ReadWholeAsync(file);

        Assert.Equal([2, 4], chunk.Rows.Select(row => row.Row));
        var finding = Assert.Single(chunk.Findings, finding => finding.Severity is Severity.Rejected);
        Assert.Equal(3, finding.Row);
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }
}
