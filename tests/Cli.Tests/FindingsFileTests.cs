using Workforce.Cli.Registers;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

public sealed class FindingsFileTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")")]
    [InlineData("+62810")]
    [InlineData("-1250000")]
    [InlineData("@sum")]
    public async Task Write_CellThatASpreadsheetWouldRun_IsKeptAsText(string value)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("findings.csv");

        await FindingsFile.WriteAsync(path, new[] { Finding(value) }.ToAsyncEnumerable());

        var cell = (await File.ReadAllLinesAsync(path))[1].Split(',')[3];
        Assert.StartsWith("\"'" + value[0], cell, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Findings_AreAllThereInOrder()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("findings.csv");
        var findings = Enumerable.Range(2, 3_000).Select(row => new Finding { Severity = Severity.Warning, Row = row, Column = "Nama", Value = "Drs. A", Reason = "title" });

        Assert.Equal(3_000, await FindingsFile.WriteAsync(path, findings.ToAsyncEnumerable()));

        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal("severity,row,column,value,reason", lines[0]);
        Assert.Equal("warning,2,Nama,Drs. A,title", lines[1]);
        Assert.Equal(3_001, lines.Length);
    }

    private static Finding Finding(string value) => new() { Severity = Severity.Rejected, Row = 2, Column = "Telepon", Value = value, Reason = "odd" };
}
