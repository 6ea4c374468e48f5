using Workforce.Registry.Import.Reading;
using Workforce.Spreadsheets;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>A table that is wider than any that is read: what is to the right of the limit is ignored with a warning, whichever file it is in.</summary>
public sealed class ColumnLimitTests
{
    private static readonly TableLimits Limits = ReadRegister.UsualLimits with { Columns = RegisterLine.Header.Split(';').Length };

    [Fact]
    public async Task Read_CsvWiderThanTheLimit_IgnoresTheRestWithOneWarning()
    {
        string[] lines = [$"{RegisterLine.Header};Catatan", $"{new RegisterLine()};satu", $"{new RegisterLine()};", $"{new RegisterLine()}", $"{new RegisterLine()};;;;dua"];
        await AssertReadAsync("cells to the right of column 12 were ignored in rows 1–2, 5", ReadRegister.BytesOf(lines));
    }

    [Fact]
    public async Task Read_WorkbookWiderThanTheLimit_IgnoresTheRestWithOneWarning()
    {
        static string Beside(string row, string text) => row.Replace("</row>", WorkbookFile.Text(text) + "</row>", StringComparison.Ordinal);
        var file = WorkbookFile.Of(
            Beside(WorkbookFile.Header(1), "Catatan"), Beside(WorkbookFile.Line(2, new RegisterLine()), "satu"), Beside(WorkbookFile.Line(3, new RegisterLine()), " "),
            WorkbookFile.Line(4, new RegisterLine()), Beside(WorkbookFile.Line(5, new RegisterLine()), "dua"));
        await AssertReadAsync("cells to the right of column 12 were ignored in rows 1–2, 5", file.ToBytes());
    }

    [Fact]
    public async Task Read_CsvOfAMillionColumns_ReadsThoseOfTheLimit()
    {
        string[] lines = [RegisterLine.Header + new string(';', 1_000_000), $"{new RegisterLine()}{new string(';', 1_000_000)}x"];
        var chunk = await ReadRegister.ReadWholeAsync(ReadRegister.BytesOf(lines));

        Assert.Single(chunk.Rows);
        Assert.Equal("cells to the right of column 1,000 were ignored in rows 2", Assert.Single(chunk.Findings).Reason);
    }

    private static async Task AssertReadAsync(string reason, byte[] file)
    {
        var chunk = await ReadRegister.ReadWholeAsync(file, limits: Limits);

        Assert.Equal([2, 3, 4, 5], chunk.Rows.Select(row => row.Row));
        var warning = Assert.Single(chunk.Findings);
        Assert.Equal((Severity.Warning, 1, reason), (warning.Severity, warning.Row, warning.Reason));
    }
}
