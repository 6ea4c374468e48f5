using Workforce.Registry.Import.Reading;
using Workforce.Registry.Workers;
using Xunit;
using EngagementKind = Workforce.Registry.Events.EngagementKind;

namespace Workforce.Registry.Tests.Import;

/// <summary>The optional columns that not every city's register has yet, cell by cell.</summary>
public sealed class NewerColumnTests
{
    [Theory]
    [InlineData("PTT", EngagementKind.NonPermanent)]
    [InlineData(" pegawai  tidak tetap ", EngagementKind.NonPermanent)]
    [InlineData("Tenaga Kontrak", EngagementKind.NonPermanent)]
    [InlineData("PERORANGAN", EngagementKind.Individual)]
    [InlineData("Jasa Perorangan", EngagementKind.Individual)]
    [InlineData("PJLP", EngagementKind.Individual)]
    [InlineData("PPPK Paruh Waktu", EngagementKind.PartTimePppk)]
    [InlineData("pppk pw", EngagementKind.PartTimePppk)]
    [InlineData("P3K Paruh-Waktu", EngagementKind.PartTimePppk)]
    [InlineData("PPPK (Paruh Waktu)", EngagementKind.PartTimePppk)]
    [InlineData("", EngagementKind.NonPermanent)]
    [InlineData("-", EngagementKind.NonPermanent)]
    public async Task Read_EngagementByTheCity_IsRead(string cell, EngagementKind kind) =>
        Assert.Equal(kind, (await ReadOneAsync(("Jenis Hubungan Kerja", cell))).Details.Engagement);

    [Theory]
    [InlineData("Alih Daya")]
    [InlineData("alihdaya")]
    [InlineData("Outsourcing")]
    [InlineData("Pihak Ketiga")]
    [InlineData("")]
    public async Task Read_EngagementByAVendor_IsOutsourced(string cell)
    {
        var row = await ReadOneAsync(new RegisterLine { Employer = "PT Bersih Jaya" }, ("Jenis Hubungan Kerja", cell));
        Assert.Equal(EngagementKind.Outsourced, row.Details.Engagement);
    }

    [Theory]
    [InlineData("", EngagementKind.NonPermanent)]
    [InlineData("PT Bersih Jaya", EngagementKind.Outsourced)]
    public async Task Read_WithoutTheColumns_IsWhatTheEmployerImplies(string employer, EngagementKind kind)
    {
        var row = await ReadOneAsync(new RegisterLine { Employer = employer });
        Assert.Equal((kind, null, null), (row.Details.Engagement, row.Details.IsBlud, row.Worker.BknCategory));
    }

    [Theory]
    [InlineData("", "alih daya", "write the vendor into Pemberi Kerja")]
    [InlineData("Kota Kupang", "outsourcing", "write the vendor into Pemberi Kerja")]
    [InlineData("PT Bersih Jaya", "PTT", "Pemberi Kerja is a vendor")]
    [InlineData("PT Bersih Jaya", "perorangan", "Pemberi Kerja is a vendor")]
    public async Task Read_EngagementAgainstTheEmployer_IsRejectedWithWhatToDo(string employer, string cell, string reason) =>
        await AssertRejectedAsync(new RegisterLine { Employer = employer }, "Jenis Hubungan Kerja", cell, cell, reason);

    [Theory]
    [InlineData("PNS")]
    [InlineData("PPPK")]
    [InlineData("a kind of engagement that is longer than any of those that are")]
    public async Task Read_EngagementOfNoKind_IsRejected(string cell) =>
        await AssertRejectedAsync(new RegisterLine(), "Jenis Hubungan Kerja", cell, cell, "is none of PTT, perorangan, alih daya and PPPK paruh waktu");

    [Theory]
    [InlineData("R2", BknCategory.R2)]
    [InlineData("r3", BknCategory.R3)]
    [InlineData("R 3", BknCategory.R3)]
    [InlineData("R3b", BknCategory.R3)]
    [InlineData("R3/T", BknCategory.R3)]
    [InlineData("R4/L", BknCategory.R4)]
    [InlineData("TH", BknCategory.TH)]
    public async Task Read_BknCategory_IsReadWithoutTheResultBehindIt(string cell, BknCategory category) =>
        Assert.Equal(category, (await ReadOneAsync(("Kategori BKN", cell))).Worker.BknCategory);

    [Theory]
    [InlineData("R1")]
    [InlineData("R5")]
    [InlineData("R3X")]
    [InlineData("TMS")]
    public async Task Read_BknCategoryOfNoKind_IsRejected(string cell) =>
        await AssertRejectedAsync(new RegisterLine(), "Kategori BKN", cell, cell, "is none of R2, R3, R4 and TH");

    [Theory]
    [InlineData("0001234567890", "0001234567890")]
    [InlineData("0001-2345 67890", "0001234567890")]
    [InlineData("'0001234567890", "0001234567890")]
    [InlineData("-", null)]
    [InlineData("nihil", null)]
    public async Task Read_HealthInsuranceNumber_IsThirteenDigits(string cell, string? number) =>
        Assert.Equal(number, (await ReadOneAsync(("No BPJS Kesehatan", cell))).Worker.HealthInsuranceNumber);

    [Theory]
    [InlineData("12034567890", "12034567890")]
    [InlineData("12 0345 6789 0", "12034567890")]
    public async Task Read_EmploymentInsuranceNumber_IsElevenDigits(string cell, string number) =>
        Assert.Equal(number, (await ReadOneAsync(("No BPJS Ketenagakerjaan", cell))).Worker.EmploymentInsuranceNumber);

    [Theory]
    [InlineData("No BPJS Kesehatan", "1234567890", "…7890", "has 10 digits, not 13: a spreadsheet drops zeros")]
    [InlineData("No BPJS Kesehatan", "1.23E+09", "…E+09", "turned into a number by a spreadsheet")]
    [InlineData("No BPJS Kesehatan", "0000000000000", "…0000", "one digit throughout")]
    [InlineData("No BPJS Kesehatan", "00012345678901", "…8901", "is not 13 digits")]
    [InlineData("No BPJS Ketenagakerjaan", "1203456789.0", "…89.0", "is not 11 digits")]
    [InlineData("No BPJS Ketenagakerjaan", "1203456789O", "…789O", "is not 11 digits")]
    [InlineData("NIPTT", "1.46E+14", "…E+14", "turned into a number by a spreadsheet")]
    [InlineData("NIPTT", "menyusul", "…usul", "has no digit")]
    public async Task Read_NumberThatIsNone_IsRejectedByItsLastFour(string column, string cell, string shown, string reason) =>
        await AssertRejectedAsync(new RegisterLine(), column, cell, shown, reason);

    [Fact]
    public async Task Read_Niptt_IsKeptAsItsGovernmentFormsIt() =>
        Assert.Equal("146.1-07071982-032007-1234", (await ReadOneAsync(("NIPTT", " 146.1-07071982-032007-1234"))).Worker.Niptt);

    [Theory]
    [InlineData("1 Januari 2020", 2020)]
    [InlineData("2009-01-01", 2009)]
    [InlineData("-", null)]
    public async Task Read_FirstAppointedOn_IsADay(string cell, int? year) =>
        Assert.Equal(year is { } some ? new DateOnly(some, 1, 1) : null, (await ReadOneAsync(("TMT Pertama", cell))).Worker.FirstAppointedOn);

    [Theory]
    [InlineData("2020-01-02", "is after the contract's first day 2020-01-01")]
    [InlineData("1990-05-12", "is not after the birth date 1990-05-12")]
    [InlineData("31/02/2010", "is not a date that exists")]
    public async Task Read_FirstAppointedOnThatCannotBe_IsRejected(string cell, string reason) =>
        await AssertRejectedAsync(new RegisterLine(), "TMT Pertama", cell, cell, reason);

    [Theory]
    [InlineData("Ya", true)]
    [InlineData("BLUD", true)]
    [InlineData("BLUD Penuh", true)]
    [InlineData("tidak", false)]
    [InlineData("Non-BLUD", false)]
    [InlineData("T", false)]
    [InlineData("", null)]
    public async Task Read_Blud_IsYesOrNo(string cell, bool? isBlud) =>
        Assert.Equal(isBlud, (await ReadOneAsync(("Status BLUD", cell))).Details.IsBlud);

    [Fact]
    public async Task Read_BludOfNoKind_IsRejected() =>
        await AssertRejectedAsync(new RegisterLine(), "Status BLUD", "mungkin", "mungkin", "is neither Ya or BLUD nor Tidak or Non BLUD");

    private static Task<RegisterRow> ReadOneAsync(params (string Column, string Cell)[] cells) => ReadOneAsync(new RegisterLine(), cells);

    private static async Task<RegisterRow> ReadOneAsync(RegisterLine line, params (string Column, string Cell)[] cells)
    {
        var chunk = await ReadAsync(line, cells);
        Assert.Empty(chunk.Findings);
        return Assert.Single(chunk.Rows);
    }

    private static async Task AssertRejectedAsync(RegisterLine line, string column, string cell, string shown, string reason)
    {
        var chunk = await ReadAsync(line, (column, cell));
        Assert.Empty(chunk.Rows);
        var finding = Assert.Single(chunk.Findings);
        Assert.Equal((Severity.Rejected, column, shown), (finding.Severity, finding.Column, finding.Value));
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }

    private static async Task<ImportChunk> ReadAsync(RegisterLine line, params (string Column, string Cell)[] cells)
    {
        string[] file =
        [
            string.Join(';', [RegisterLine.Header, .. cells.Select(cell => cell.Column)]),
            string.Join(';', [$"{line}", .. cells.Select(cell => cell.Cell)]),
        ];
        return Assert.Single(await ReadRegister.ReadAllAsync(ReadRegister.BytesOf(file)).ToListAsync());
    }
}
