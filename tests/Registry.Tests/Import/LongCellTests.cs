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

    [Theory]
    [InlineData(1_500_000, "is longer than 200 characters")]
    [InlineData(4_000_000, "is longer than 200 characters")]
    [InlineData(4_194_305, $"longer than 4,194,304 letters up to its cell in {ColumnOfPhone}")]
    [InlineData(6_000_000, $"longer than 4,194,304 letters up to its cell in {ColumnOfPhone}")]
    public async Task Read_OneTextOfAnyLength_RejectsItsRowAlone(int letters, string reason)
    {
        var text = new Random(1).GetHexString(letters);

        await AssertRejectedAsync(reason, Workbook(WorkbookFile.Text(text)));
        await AssertRejectedAsync(reason, Workbook(Shared, Run(text)));
        await AssertRejectedAsync(reason, Workbook($"<c t=\"str\"><v>{text}</v></c>"));
    }

    [Theory]
    [InlineData("'")]
    [InlineData("\"")]
    [InlineData(">")]
    [InlineData("&amp;")]
    [InlineData("&#x41;")]
    [InlineData("<!-- it's \" -->")]
    [InlineData("<!--'--><?x it's?><![CDATA['<\"]]]]><![CDATA[>]]>")]
    public async Task Read_LongTextWithMarks_IsATextAndNoTag(string mark)
    {
        var half = new Random(1).GetHexString(1_200_000);
        var file = Workbook($"<c t=\"inlineStr\"><is><t>{half}{mark}{half}</t></is></c>");
        await AssertRejectedAsync("is longer than 200 characters", file);
    }

    [Theory]
    [InlineData("<c a=\">", "\"/>")]
    [InlineData("<c a='\">", "'/>")]
    [InlineData("<c t=\"str\"><v>&", ";</v></c>")]
    [InlineData("<c><!-- > ", "--></c>")]
    public async Task Read_TagLongerThanAnyProgramWrites_EndsTheFileNamingTheRow(string start, string end)
    {
        var chunk = await ReadRegister.ReadWholeAsync(Workbook(start + new string('x', 1_500_000) + end));

        Assert.Equal((1, 2), (chunk.RowsRead, Assert.Single(chunk.Rows).Row));
        var finding = Assert.Single(chunk.Findings);
        Assert.Equal((Severity.Warning, 2), (finding.Severity, finding.Row));
        Assert.StartsWith("the workbook is broken in row 3, column ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_CellsThatShareALongText_RejectTheRow()
    {
        var titles = RegisterLine.Header.Split(';');
        var file = WorkbookFile.OfRegister(
            WorkbookFile.Line(2, new RegisterLine()), WorkbookFile.Line(3, new RegisterLine(), [.. titles.Select(title => (title, Shared))]), WorkbookFile.Line(4, new RegisterLine()));
        await AssertRejectedAsync(
            "longer than 4,194,304 letters up to its cell in column I", file.With(WorkbookFile.Texts, WorkbookFile.Shared(Run(new string('x', 500_000)))).ToBytes());
    }

    [Theory]
    [InlineData(500_000)]
    [InlineData(5_000_000)]
    public async Task Read_LongCellsThatAreNotRead_CostNothing(int letters)
    {
        var text = new Random(1).GetHexString(letters);
        var many = string.Concat(Enumerable.Repeat(Shared, 10_000));
        foreach (var cells in (string[])[WorkbookFile.Text(text), many])
        {
            var file = WorkbookFile.Of(
                Beside(WorkbookFile.Header(1), WorkbookFile.Text("Catatan")), WorkbookFile.Line(2, new RegisterLine()),
                Beside(WorkbookFile.Line(3, new RegisterLine()), cells), WorkbookFile.Line(4, new RegisterLine()));
            var chunk = await ReadRegister.ReadWholeAsync(file.With(WorkbookFile.Texts, WorkbookFile.Shared(Run(text))).ToBytes());

            Assert.Equal([2, 3, 4], chunk.Rows.Select(row => row.Row));
            Assert.All(chunk.Findings, finding => Assert.Equal(Severity.Warning, finding.Severity));
        }
    }

    [Fact]
    public async Task Read_LongCellAloneInARow_IsNoEmptyRow()
    {
        var note = WorkbookFile.Row(2, [.. RegisterLine.Header.Split(';').Select(_ => "<c/>"), WorkbookFile.Text(new string('x', 1_000))]);
        var chunk = await ReadRegister.ReadWholeAsync(WorkbookFile.Of(Beside(WorkbookFile.Header(1), WorkbookFile.Text("Catatan")), note).ToBytes());
        Assert.Equal((1, 0), (chunk.RowsRead, chunk.Rows.Count));
    }

    private static string Run(string text) => $"<r><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></r>";

    private static string Beside(string row, string cells) => row.Replace("</row>", cells + "</row>", StringComparison.Ordinal);

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
