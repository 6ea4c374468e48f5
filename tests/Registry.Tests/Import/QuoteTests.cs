using Workforce.Registry.Import.Reading;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>Quotes in a CSV file: cells of several lines, and quotes that belong to no cell.</summary>
public sealed class QuoteTests
{
    [Fact]
    public async Task Read_QuotedFieldOfSeveralLines_IsOneRow()
    {
        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.File(
            new RegisterLine { Position = "\"Petugas\r\n\"\"Regu\"\"\nMalam\"" }, new RegisterLine { Sex = "X" }));

        Assert.Equal("Petugas \"Regu\" Malam", Assert.Single(chunk.Rows).Details.Position);
        Assert.Equal(3, Assert.Single(chunk.Findings).Row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"Kepala\"")]
    public async Task Read_QuoteNeverClosed_CostsItsOwnRowOnly(string quotedLater)
    {
        var lines = Enumerable.Range(0, 100).Select(_ => new RegisterLine()).ToArray();
        lines[3] = lines[3] with { Position = "\"Petugas" };
        lines[9] = lines[9] with { Position = quotedLater.Length > 0 ? quotedLater : lines[9].Position };

        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.File(lines));

        Assert.Equal(99, chunk.Rows.Count);
        var finding = Assert.Single(chunk.Findings);
        Assert.Equal(5, finding.Row);
        Assert.Contains("quote", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(2, 100).Where(row => row != 5), chunk.Rows.Select(row => row.Row));
    }

    // Spreadsheets leave out the empty cells at a line's end, and write more than there are.
    [Theory]
    [InlineData(-3, 0, 1)]
    [InlineData(-3, 0, 3)]
    [InlineData(-3, 2, 3)]
    [InlineData(-3, 2, 5)]
    [InlineData(-1, 2, 4)]
    [InlineData(3, 0, 1)]
    [InlineData(3, 2, 4)]
    public async Task Read_QuoteClosedInAnotherRowOfShortOrLongLines_CostsThoseTwoRows(int fieldsMore, int opened, int closed)
    {
        var lines = Enumerable.Range(0, 6).Select(_ => new RegisterLine()).ToArray();
        lines[opened] = lines[opened] with { Position = "\"Petugas" };
        lines[closed] = lines[closed] with { Position = "Regu\"" };

        var chunk = await ReadRegister.ReadWholeAsync(FileOf(lines, fieldsMore));

        Assert.Equal(6, chunk.RowsRead);
        Assert.Equal([opened + 2, closed + 2], chunk.Findings.Select(finding => finding.Row));
        Assert.Equal(Enumerable.Range(2, 6).Except([opened + 2, closed + 2]), chunk.Rows.Select(row => row.Row));
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task Read_QuotedFieldOfSeveralLinesInShortOrLongLines_IsOneRow(int fieldsMore)
    {
        var lines = Enumerable.Range(0, 5).Select(_ => new RegisterLine()).ToArray();
        lines[0] = lines[0] with { DecreeNumber = "\"BKPPD; lama\nBKPPD; baru\"" };
        lines[3] = lines[3] with { Name = "\"Maria\nBano\"", Position = "\"Petugas\nmalam\"" };

        var chunk = await ReadRegister.ReadWholeAsync(FileOf(lines, fieldsMore));

        Assert.Empty(chunk.Findings);
        Assert.Equal(["BKPPD; lama BKPPD; baru", "Maria Bano"], [chunk.Rows[0].Details.DecreeNumber, chunk.Rows[3].Worker.Name]);
    }

    [Fact]
    public async Task Read_TextAfterAQuote_RejectsTheRow()
    {
        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.File(new RegisterLine { Position = "\"Petugas\" malam" }, new RegisterLine()));
        Assert.Equal((1, 2), (chunk.Rows.Count, Assert.Single(chunk.Findings).Row));
    }

    [Fact]
    public async Task Read_QuotesInsideAnUnquotedValue_AreText() => Assert.Equal(
        "Regu \"A\"", Assert.Single((await ReadRegister.ReadWholeAsync(RegisterLine.File(new RegisterLine { Position = "Regu \"A\"" }))).Rows).Details.Position);

    [Theory]
    [InlineData(51)]
    [InlineData(5_000)]
    public async Task Read_QuotedCellOfManyLines_IsOneRow(int lines)
    {
        var cell = $"\"{string.Join('\n', Enumerable.Repeat("baris", lines))}\"";
        var chunk = await ReadRegister.ReadWholeAsync([$"{RegisterLine.Header};Catatan", $"{new RegisterLine()};{cell}", $"{new RegisterLine()};"]);
        Assert.Equal([2, 3], chunk.Rows.Select(row => row.Row));
    }

    // Half a row, be it a sum or one that a line break has divided, says nothing of how long rows are.
    [Theory]
    [InlineData("Jumlah;;;;;45")]
    [InlineData("5300010520590001;Maria;1990-05-12;P;1/2020;2020-01-01;2020")]
    public async Task Read_ShortLineAmongRowsOfSeveralLines_CostsNoneOfThem(string shortLine)
    {
        RegisterLine Line() => new() { DecreeNumber = "\"BKPPD; lama\nBKPPD; baru\"" };
        var chunk = await ReadRegister.ReadWholeAsync([RegisterLine.Header, $"{Line()}", shortLine, $"{Line()}", $"{Line()}"]);

        Assert.Equal([2, 4, 5], chunk.Rows.Select(row => row.Row));
        Assert.All(chunk.Findings, finding => Assert.Equal(3, finding.Row));
    }

    // Their separators together are fewer than the header's.
    [Fact]
    public async Task Read_QuotesOpenedAndClosedInShortRowsOfAWideTable_MakeNoRowOfTwo()
    {
        string[] required = ["NIK", "Nama", "Tanggal Lahir", "Jenis Kelamin", "Nomor SK", "Tanggal Mulai", "Tanggal Akhir", "Unit Kerja", "Jabatan"];
        var header = string.Join(';', [.. required, .. Enumerable.Range(1, 10).Select(n => $"Catatan {n}")]);
        string Line(string position) => $"{RegisterLine.NextNik()};Maria Bano;1990-05-12;P;1/2020;2020-01-01;2020-12-31;Damkar;{position}";

        var chunk = await ReadRegister.ReadWholeAsync([header, Line("Petugas"), Line("\"Guru"), Line("Guru\""), Line("\"Petugas\nmalam\""), Line("Petugas")]);

        Assert.Equal([2, 5, 6], chunk.Rows.Select(row => row.Row));
        Assert.Equal([3, 4], chunk.Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row));
    }

    [Fact]
    public async Task Read_FirstCellOfSeveralLines_IsOneRow()
    {
        var line = $"{new RegisterLine()}";
        var chunk = await ReadRegister.ReadWholeAsync([$"Catatan;{RegisterLine.Header}", $"\"satu\ndua\";{line}", $"tiga;{new RegisterLine()}"]);
        Assert.Equal([2, 3], chunk.Rows.Select(row => row.Row));
    }

    [Theory]
    [InlineData("Telepon")]
    [InlineData("Catatan")]
    public async Task Read_QuoteOpenedInOneRowAndClosedInALaterOne_RejectsBothAndDividesNoRow(string column)
    {
        string LineOf(string cell) => column == "Telepon" ? $"{new RegisterLine { Phone = cell }};" : $"{new RegisterLine()};{cell}";
        var chunk = await ReadRegister.ReadWholeAsync([$"{RegisterLine.Header};Catatan", LineOf(""), LineOf("\"Satu"), LineOf(""), LineOf("Dua\""), LineOf("")]);

        Assert.Equal([2, 4, 6], chunk.Rows.Select(row => row.Row));
        Assert.Equal([3, 5], chunk.Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row));
    }

    [Fact]
    public async Task Read_QuoteOpenedInOneRowAndClosedInTheNext_RejectsBoth()
    {
        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.File(
            new RegisterLine { Phone = "\"Satu" }, new RegisterLine { Phone = "Dua\"" }, new RegisterLine()));

        Assert.Equal(4, Assert.Single(chunk.Rows).Row);
        Assert.Equal([2, 3], chunk.Findings.Select(finding => finding.Row));
    }

    [Fact]
    public async Task Read_ManyQuotesThatAreNeverClosed_EndsInTime()
    {
        var lines = Enumerable.Range(0, 4_000).Select(_ => new RegisterLine { Position = "\"Petugas" }).ToArray();
        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.File([.. lines, new RegisterLine()]));
        Assert.Single(chunk.Rows);
        Assert.Equal((4_001, 4_000), (chunk.RowsRead, chunk.RowsRejected));
    }

    [Fact]
    public async Task Read_QuotesThatAddUpOnlyWithTheNextRecord_TakeNoRowWithThem()
    {
        var cells = $"{new RegisterLine { Position = "pipa 5\" baja" }}".Split(';');
        string[] lines =
        [
            RegisterLine.Header,
            $"{cells[0]};\"Maria",
            $"Bano\";{string.Join(';', cells[2..^1])}",
            $"{new RegisterLine { Position = "pipa 3\" baja" }}",
            $"{new RegisterLine()}",
        ];

        var chunk = await ReadRegister.ReadWholeAsync(lines);

        Assert.Equal(5, Assert.Single(chunk.Rows).Row);
        Assert.Equal([2, 3, 4], chunk.Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row).Distinct());
        Assert.Equal(4, chunk.RowsRead);
    }

    private static string[] FileOf(RegisterLine[] lines, int fieldsMore) => [RegisterLine.Header, .. lines.Select(line => LineOf(line, fieldsMore)), ""];

    private static string LineOf(RegisterLine line, int fieldsMore)
    {
        var text = $"{line}{new string(';', Math.Max(fieldsMore, 0))}";
        for (var left = fieldsMore; left < 0; left++)
            text = text[..text.LastIndexOf(';')];
        return text;
    }
}
