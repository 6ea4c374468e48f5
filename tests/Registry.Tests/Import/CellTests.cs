using System.Text;
using Workforce.Registry.Import.Reading;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>What clerks and spreadsheets write into single cells.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("-")]
    [InlineData("\u2013")]
    [InlineData(" Rp -   ")]
    [InlineData("Rp.")]
    [InlineData("nihil")]
    [InlineData("N/A")]
    public async Task Read_MarkForNothingInAnOptionalCell_IsEmpty(string cell)
    {
        var row = Assert.Single((await ReadAsync(new RegisterLine { Wage = cell, Employer = cell, Phone = cell })).Rows);
        Assert.Equal((null, null, null), (row.Details.MonthlyWage, row.Terms.VendorId, row.Worker.Phone));
    }

    [Fact]
    public Task Read_MarkForNothingInARequiredCell_RejectsByItsColumn() => AssertRejectedAsync(
        ("Nama", new RegisterLine { Name = "-" }), ("Nama", new RegisterLine { Name = "." }), ("Nama", new RegisterLine { Name = "0" }),
        ("Jabatan", new RegisterLine { Position = "-" }), ("Nomor SK", new RegisterLine { DecreeNumber = "-" }),
        ("Nomor SK", new RegisterLine { DecreeNumber = "tidak ada" }), ("Jabatan", new RegisterLine { Position = "nihil" }));

    [Fact]
    public Task Read_ErrorOfASpreadsheet_RejectsByItsColumn() => AssertRejectedAsync(
        ("Unit Kerja", new RegisterLine { Unit = "#N/A" }), ("Tanggal Akhir", new RegisterLine { LastDay = "########" }),
        ("Nama", new RegisterLine { Name = "#REF!" }), ("Telepon", new RegisterLine { Phone = "#NAME?" }),
        ("Gaji", new RegisterLine { Wage = "#DIV/0!" }), ("Nomor SK", new RegisterLine { DecreeNumber = "#VALUE!" }), ("NIK", new RegisterLine { Nik = "Err:502" }),
        ("Jabatan", new RegisterLine { Position = "=#REF!" }), ("Jabatan", new RegisterLine { Position = "#PYTHON!" }), ("Jabatan", new RegisterLine { Position = "[object Object]" }));

    [Fact]
    public async Task Read_LetterOfTwoHalvesWhereAValueIsCut_IsAFindingThatCanBeStored()
    {
        // One of them at every place where a value may be cut.
        for (var at = 90; at < 105; at++)
        {
            var line = new RegisterLine { Nik = "12\U0001F600abc", Wage = $"{new string('x', at)}\U0001F600{new string('y', 20)}" };
            var findings = (await ReadAsync(line)).Findings;

            Assert.Contains(findings, finding => finding.Column == "NIK");
            Assert.All(findings, finding => Assert.True(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(finding.Value).Length > 0));
        }
    }

    [Fact]
    public Task Read_NoCharacterOfUnicode_RejectsByItsColumn() => AssertRejectedAsync(("Nama", new RegisterLine { Name = "Maria\ufffe Bano" }));

    [Fact]
    public Task Read_NikThatNoneCanHave_Rejects() => AssertRejectedAsync(
        ("NIK", new RegisterLine { Nik = "0" }), ("NIK", new RegisterLine { Nik = "0000000000000000" }),
        ("NIK", new RegisterLine { Nik = "1111111111111111" }), ("NIK", new RegisterLine { Nik = "5371210703900000" }));

    [Theory]
    [InlineData("'{0}")]
    [InlineData("\u2019{0}")]
    [InlineData("`{0}")]
    [InlineData("\"=\"\"{0}\"\"\"")]
    [InlineData("53\u200b{0}")]
    public async Task Read_NikKeptAsText_IsRead(string form)
    {
        var nik = RegisterLine.NextNik();
        var cell = form.StartsWith("53", StringComparison.Ordinal) ? form.Replace("{0}", nik[2..], StringComparison.Ordinal) : form.Replace("{0}", nik, StringComparison.Ordinal);
        Assert.Equal(nik, Assert.Single((await ReadAsync(new RegisterLine { Nik = cell })).Rows).Nik.Digits);
    }

    [Theory]
    [InlineData("YOHANES PAULUS II", "Yohanes Paulus II")]
    [InlineData("YOHANES PAULUS (II)", "Yohanes Paulus (II)")]
    [InlineData("Contoh III", "Contoh III")]
    [InlineData("contoh XIV", "Contoh XIV")]
    [InlineData("I GEDE PUTRA", "I Gede Putra")]
    [InlineData("SITI NUR'AINI", "Siti Nur'aini")]
    public async Task Read_RomanNumeral_KeepsItsCase(string given, string name) =>
        Assert.Equal(name, Assert.Single((await ReadAsync(new RegisterLine { Name = given })).Rows).Worker.Name);

    [Theory]
    [InlineData("2019-04-07", true)]
    [InlineData("2005-01-02", true)]
    [InlineData("2005-01-01", false)]
    [InlineData("1939-01-02", false)]
    [InlineData("1939-01-01", true)]
    [InlineData("1900-03-07", true)]
    public async Task Read_AgeAtWhichHardlyAnyoneWorks_Warns(string born, bool warns)
    {
        var row = Assert.Single((await ReadAsync(new RegisterLine { BirthDate = born })).Rows);
        Assert.Equal(warns, row.Warnings.Any(warning => warning.Reason.Contains("years before the first day", StringComparison.Ordinal)));
    }

    private static async Task AssertRejectedAsync(params (string Column, RegisterLine Line)[] bad)
    {
        var good = new RegisterLine();
        var chunk = await ReadAsync([.. bad.Select(one => one.Line), good]);

        Assert.Equal(good.Nik, Assert.Single(chunk.Rows).Nik.Digits);
        Assert.Equal(bad.Select(one => one.Column), chunk.Findings.Select(finding => finding.Column));
    }

    private static async Task<ImportChunk> ReadAsync(params RegisterLine[] lines)
    {
        await foreach (var chunk in ReadRegister.ReadAllAsync(ReadRegister.BytesOf(RegisterLine.File(lines))))
            return chunk;
        throw new InvalidOperationException("The file has no row");
    }
}
