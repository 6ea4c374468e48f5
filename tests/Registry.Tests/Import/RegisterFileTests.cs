using System.Text;
using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Errors;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>The file as a file: header, separators, encodings, quotes, and what is broken about them.</summary>
public sealed class RegisterFileTests
{
    [Fact]
    public async Task Read_ByteOrderMarkCommaAnyOrderAndCase_AreTheSameRows()
    {
        var line = new RegisterLine { Name = "\"Bano, Maria\"" };
        var file = $"\ufeffnama, nik ,TANGGAL  LAHIR,jenis kelamin,nomor sk,tanggal akhir,tanggal mulai,jabatan,unit kerja\r\n" +
            $"{line.Name},{line.Nik},{line.BirthDate},P,1,2020-12-31,2020-01-01,Petugas,damkar\r\n";

        var row = Assert.Single((await ReadRegister.ReadWholeAsync(file)).Rows);

        Assert.Equal("Bano, Maria", row.Worker.Name);
        Assert.Equal(new DateOnly(2020, 12, 31), row.Terms.Period.LastDay);
    }

    [Fact]
    public async Task Read_SeparatorHintOfExcel_IsNoRow()
    {
        var chunk = await ReadRegister.ReadWholeAsync(["sep=;", .. RegisterLine.File(new RegisterLine { Sex = "X" })]);
        Assert.Equal(2, Assert.Single(chunk.Findings).Row);
    }

    [Fact]
    public async Task Read_CommasEverywhereBelowTheHeader_DoNotMakeThemTheSeparator()
    {
        var comma = new RegisterLine { Position = "a, b, c, d, e, f, g, h, i, j, k, l, m" };
        Assert.Equal(3, (await ReadRegister.ReadWholeAsync(RegisterLine.File(comma, comma with { Nik = RegisterLine.NextNik() }, comma))).Rows.Count);
    }

    [Fact]
    public async Task Read_Utf16WithItsMark_IsReadToo()
    {
        var file = string.Join('\n', RegisterLine.File(new RegisterLine()));
        Assert.Single((await ReadRegister.ReadWholeAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(file)])).Rows);
    }

    [Fact]
    public async Task Read_RequiredColumnMissing_RefusesByName()
    {
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync("NIK;Nama;Tanggal Lahir;Jenis Kelamin;Nomor SK;Tanggal Mulai;Jabatan"));
        Assert.Equal("content: row 1 is nearest to a header and lacks the required columns Tanggal Akhir, Unit Kerja", e.Message);
    }

    [Fact]
    public async Task Read_ColumnTwice_RefusesByName()
    {
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync(RegisterLine.Header + ";nik"));
        Assert.Equal(("content", "NIK: the header has this column twice"), (e.Field, e.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\ufeff")]
    [InlineData("\n\n;;;\n")]
    public async Task Read_NothingInIt_RefusesAsEmpty(string file)
    {
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync(file));
        Assert.Contains("empty", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_UnknownColumn_WarnsAtRowOneAndIgnoresIt()
    {
        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.Header + ";Golongan Darah;;\n" + new RegisterLine() + ";O;;");

        var warning = Assert.Single(chunk.Findings);
        Assert.Equal((Severity.Warning, 1, "Golongan Darah"), (warning.Severity, warning.Row, warning.Column));
        Assert.Single(chunk.Rows);
    }

    [Fact]
    public async Task Read_EmptyLines_AreSkippedButCountedAsRows()
    {
        var chunk = await ReadRegister.ReadWholeAsync([RegisterLine.Header, "", ";;;", "  ", $"{new RegisterLine { Sex = "X" }}", ""]);

        Assert.Equal(1, chunk.RowsRead);
        Assert.Equal(5, Assert.Single(chunk.Findings).Row);
    }

    [Fact]
    public async Task Read_TotalsLineAtTheFoot_IsRejectedLikeAnyBadRow()
    {
        var chunk = await ReadRegister.ReadWholeAsync([.. RegisterLine.File(new RegisterLine()), "Jumlah;1;;;;;;;;1.250.000;;"]);

        Assert.Single(chunk.Rows);
        Assert.Equal((2, 1), (chunk.RowsRead, chunk.RowsRejected));
        Assert.All(chunk.Findings, finding => Assert.Equal(3, finding.Row));
    }

    [Theory]
    [InlineData(" *")]
    [InlineData("*\u00a0")]
    [InlineData("*\u200b ")]
    public async Task Read_HeaderWithStarsAtRequiredColumns_IsFound(string star)
    {
        var chunk = await ReadRegister.ReadWholeAsync([string.Join(';', RegisterLine.Header.Split(';').Select(title => $"{title}{star}")), $"{new RegisterLine()}"]);

        Assert.Equal((1, 0), (chunk.Rows.Count, chunk.Findings.Count));
    }

    [Fact]
    public async Task Read_BytesThatAreNotUtf8_RejectTheRowAndNameTheColumn()
    {
        var lines = RegisterLine.File(new RegisterLine { Name = "José Bano" }, new RegisterLine());
        var chunk = await ReadRegister.ReadWholeAsync(Encoding.Latin1.GetBytes(string.Join('\n', lines)));

        Assert.Single(chunk.Rows);
        Assert.Equal((2, "Nama"), (chunk.Findings[0].Row, chunk.Findings[0].Column));
    }

    [Fact]
    public async Task Read_Nul_RejectsTheRowAndIsNotRepeated()
    {
        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.File(new RegisterLine { Name = "Ma\0ria" }, new RegisterLine()));

        Assert.Single(chunk.Rows);
        Assert.DoesNotContain('\0', Assert.Single(chunk.Findings).Value);
    }

    [Fact]
    public async Task Read_LineWithoutEnd_IsRejectedAloneAndNotKept()
    {
        var chunk = await ReadRegister.ReadWholeAsync([.. RegisterLine.File(new RegisterLine()), new string('x', 10_000_000), $"{new RegisterLine()}"]);

        Assert.Equal([2, 4], chunk.Rows.Select(row => row.Row));
        var finding = Assert.Single(chunk.Findings);
        Assert.Equal(3, finding.Row);
        Assert.Contains("longer than", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32_767)]
    [InlineData(200_000)]
    public async Task Read_LongCellOfAnUnknownColumn_IsIgnoredWithIt(int letters)
    {
        var chunk = await ReadRegister.ReadWholeAsync([$"{RegisterLine.Header};Catatan", $"{new RegisterLine()};{new string('x', letters)}", $"{new RegisterLine()};"]);
        Assert.Equal(2, chunk.Rows.Count);
    }

    [Fact]
    public async Task Read_LongCellOfAColumn_RejectsItsRowByThatColumn()
    {
        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.File(new RegisterLine(), new RegisterLine { Phone = new string('x', 70_000) }, new RegisterLine()));

        Assert.Equal(2, chunk.Rows.Count);
        var finding = Assert.Single(chunk.Findings);
        Assert.Equal((3, "Telepon"), (finding.Row, finding.Column));
    }

    [Fact]
    public async Task Read_TitlesAboveTheHeader_AreIgnoredWithWarningsAndRowsKeepTheirNumbers()
    {
        var chunk = await ReadRegister.ReadWholeAsync(["DAFTAR TENAGA KONTRAK, TAHUN 2021;;;;", "", "IDENTITAS;;;KONTRAK", RegisterLine.Header, $"{new RegisterLine { Sex = "X" }}", $"{new RegisterLine()}"]);

        Assert.Equal(6, Assert.Single(chunk.Rows).Row);
        Assert.Equal(
            [(Severity.Warning, 1), (Severity.Warning, 3), (Severity.Rejected, 5)],
            chunk.Findings.Select(finding => (finding.Severity, finding.Row)));
    }

    [Fact]
    public async Task Read_TitleWithManyCommas_DoesNotMakeThemTheSeparator() =>
        Assert.Single((await ReadRegister.ReadWholeAsync(["Dinas A, B, C, D, E, F, G, H, I dan J", .. RegisterLine.File(new RegisterLine())])).Rows);

    [Fact]
    public async Task Read_HeaderAgain_IsRejectedAlone()
    {
        var chunk = await ReadRegister.ReadWholeAsync([.. RegisterLine.File(new RegisterLine()), .. RegisterLine.File(new RegisterLine())]);
        Assert.Equal([2, 4], chunk.Rows.Select(row => row.Row));
        Assert.False(chunk.BreaksOff);
    }

    [Fact]
    public async Task Read_HeaderAgainInAnotherOrder_EndsTheFileBeforeItsRows()
    {
        var other = RegisterLine.Header.Replace("Nama;", "", StringComparison.Ordinal).Replace("Jabatan;", "Jabatan;Nama;", StringComparison.Ordinal);
        var chunk = await ReadRegister.ReadWholeAsync([.. RegisterLine.File(new RegisterLine()), other, $"{new RegisterLine()}", $"{new RegisterLine()}"]);

        Assert.Equal((2, 2, true), (Assert.Single(chunk.Rows).Row, chunk.RowsRead, chunk.BreaksOff));
        Assert.Contains("with the columns in another order", chunk.Findings[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_HeaderLacksAColumnAndARowHasAnOpenQuote_NamesTheColumn()
    {
        var header = RegisterLine.Header.Replace("Nama;", "", StringComparison.Ordinal);
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync([header, "a;b;c", "a;\"b;c"]));
        Assert.Equal("content: row 1 is nearest to a header and lacks the required column Nama", e.Message);
    }

    [Fact]
    public async Task Read_HeaderFarBelowEmptyRows_SaysThatTheyAreTooMany()
    {
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync([.. Enumerable.Repeat("", 40), .. RegisterLine.File(new RegisterLine())]));
        Assert.Contains("none of the first 30 rows has anything in it", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NoHeaderInTheFirstRows_IsRefusedWithTheColumns()
    {
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync([.. Enumerable.Repeat("a;b;c", 100), .. RegisterLine.File(new RegisterLine())]));
        Assert.Contains("none of the first 30 rows is a header with the columns NIK, Nama", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_HeaderThatIsNotUtf8_IsRefusedForThat()
    {
        var file = Encoding.Latin1.GetBytes(string.Join('\n', RegisterLine.File(new RegisterLine())).Replace("Tanggal Lahir", "Tanggal\u00a0Lahir", StringComparison.Ordinal));
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync(file));
        Assert.Contains("not UTF-8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_SeparatorHintInQuotes_IsNoRow()
    {
        var chunk = await ReadRegister.ReadWholeAsync(["\"sep=;\"", .. RegisterLine.File(new RegisterLine { Sex = "X" })]);
        Assert.Equal(2, Assert.Single(chunk.Findings).Row);
    }

    [Fact]
    public async Task Read_Utf16WithTabs_IsRead()
    {
        var file = string.Join("\r\n", RegisterLine.File(new RegisterLine())).Replace(';', '\t');
        Assert.Single((await ReadRegister.ReadWholeAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(file)])).Rows);
    }

    [Fact]
    public async Task Read_NiksThatAllEndInZero_WarnsForTheFile()
    {
        var lines = Enumerable.Range(1, 40).Select(i => new RegisterLine { Nik = $"530000520590{i * 10:D4}" }).ToArray();
        var all = new List<ImportChunk>();
        await foreach (var chunk in ReadRegister.ReadAllAsync(ReadRegister.BytesOf(RegisterLine.File(lines))))
            all.Add(chunk);

        Assert.Equal(40, all.Sum(chunk => chunk.Rows.Count));
        var warning = Assert.Single(all.SelectMany(chunk => chunk.Findings));
        Assert.Equal((Severity.Warning, 1, "NIK"), (warning.Severity, warning.Row, warning.Column));
    }

    [Theory]
    [InlineData(";;", false)]
    [InlineData("", true)]
    public async Task Read_LastRowWithoutAllItsFields_WarnsWhereTheFileEndsWithinIt(string fields, bool warns)
    {
        var line = $"{new RegisterLine { Employer = "", Phone = "" }}"[..^2] + fields;
        foreach (var (ends, warnings) in ((string, int)[])[("", warns ? 1 : 0), ("\n", 0)])
        {
            var chunks = new List<ImportChunk>();
            await foreach (var chunk in ReadRegister.ReadAllAsync(Encoding.UTF8.GetBytes($"{RegisterLine.Header}\n{line}{ends}")))
                chunks.Add(chunk);
            Assert.Single(chunks.SelectMany(chunk => chunk.Rows));
            Assert.Equal(warnings, chunks.SelectMany(chunk => chunk.Findings).Count(finding => finding is { Row: 2, Severity: Severity.Warning }));
        }
    }

    [Fact]
    public async Task Read_TooManyFields_RejectsTheRow()
    {
        var chunk = await ReadRegister.ReadWholeAsync(RegisterLine.File(new RegisterLine { Phone = "0812;0813" }));
        Assert.Contains("13 fields", Assert.Single(chunk.Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_RandomBytes_NeverCrash()
    {
        var random = new Random(20201231);
        var head = Encoding.UTF8.GetBytes(RegisterLine.Header + "\n");
        for (var i = 0; i < 300; i++)
        {
            var noise = new byte[random.Next(2_000)];
            random.NextBytes(noise);
            foreach (var at in Enumerable.Range(0, noise.Length).Where(_ => random.Next(6) == 0))
                noise[at] = (byte)"\";\n\r,"[random.Next(5)];
            var chunk = await ReadRegister.ReadWholeAsync([.. head, .. noise]);
            Assert.Equal(chunk.RowsRead, chunk.RowsRejected);
        }
    }
}
