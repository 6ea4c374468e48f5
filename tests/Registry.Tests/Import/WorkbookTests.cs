using System.Globalization;
using System.Text;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Errors;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>A workbook as a file: its cells by their types, its rows by their numbers, its sheets by their names.</summary>
public sealed class WorkbookTests
{
    [Theory]
    [InlineData(1, "44196")]
    [InlineData(2, "44196")]
    [InlineData(3, "44196.5")]
    [InlineData(5, "44196")]
    [InlineData(0, "44196")]
    public async Task Read_DateCell_IsTheDayWhateverItsFormat(int style, string serial)
    {
        var row = await ReadOneAsync(("Tanggal Akhir", WorkbookFile.Number(serial, style)));
        Assert.Equal(new DateOnly(2020, 12, 31), row.Terms.Period.LastDay);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Read_DayOfAWorkbookThatCountsFrom1904_IsThatDay(int style)
    {
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine(), ("Tanggal Akhir", WorkbookFile.Number("42734", style))))
            .Replacing(WorkbookFile.Workbook, "<sheets>", "<workbookPr date1904=\"1\"/><sheets>");

        Assert.Equal(new DateOnly(2020, 12, 31), Assert.Single((await ReadAsync(file)).Rows).Terms.Period.LastDay);
    }

    [Theory]
    [InlineData("<c t=\"d\"><v>2020-12-31T00:00:00</v></c>")]
    [InlineData("<c t=\"str\"><f>TEXT(A1)</f><v>31 Desember 2020</v></c>")]
    [InlineData("<c s=\"1\"><f>A1+1</f><v>44196</v></c>")]
    [InlineData("<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>31/</t></r><r><t>12/2020</t></r></is></c>")]
    public async Task Read_FormsOfADay_AreThatDay(string cell) =>
        Assert.Equal(new DateOnly(2020, 12, 31), (await ReadOneAsync(("Tanggal Akhir", cell))).Terms.Period.LastDay);

    [Fact]
    public async Task Read_DayThatWasNotOrOfOldPeople_IsAsSpreadsheetsShowIt()
    {
        var row = await ReadOneAsync(("Tanggal Lahir", WorkbookFile.Number("59", 1)));
        Assert.Equal(new DateOnly(1900, 2, 28), row.Worker.BirthDate);
        await AssertRejectedAsync("Tanggal Lahir", "1900-02-29", "is not a date that exists", WorkbookFile.Number("60", 1));
    }

    [Theory]
    [InlineData("2150000", 4, 2_150_000L)]
    [InlineData("2.15E6", 0, 2_150_000L)]
    [InlineData("2150000.0000000005", 0, 2_150_000L)]
    public async Task Read_WageAsANumber_IsWholeRupiah(string number, int style, long rupiah) =>
        Assert.Equal(rupiah, (await ReadOneAsync(("Gaji", WorkbookFile.Number(number, style)))).Details.MonthlyWage);

    [Theory]
    [InlineData("1.25", "1,25", "is not in whole rupiah")]
    [InlineData("1.125", "1,125", "is not an amount")]
    [InlineData("-1250000", "-1250000", "is negative")]
    public Task Read_WageThatIsNoWholeNumber_IsNeverReadAsThousands(string number, string shown, string reason) =>
        AssertRejectedAsync("Gaji", shown, reason, WorkbookFile.Number(number));

    [Theory]
    [InlineData("5371015205900190", "keeps only 15 digits")]
    [InlineData("5.37101520590019E+15", "keeps only 15 digits")]
    [InlineData("1000000000000000", "keeps only 15 digits")]
    [InlineData("537101520590019", "is not 16 digits")]
    public async Task Read_NikAsANumber_IsRejected(string number, string reason)
    {
        var chunk = await ReadAsync(WorkbookFile.OfRegister(
            WorkbookFile.Line(2, new RegisterLine(), ("NIK", WorkbookFile.Number(number))), WorkbookFile.Line(3, new RegisterLine())));

        Assert.Equal(3, Assert.Single(chunk.Rows).Row);
        var finding = Assert.Single(chunk.Findings);
        Assert.Equal((2, "NIK"), (finding.Row, finding.Column));
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<c t=\"e\"><v>#REF!</v></c>", "#REF!")]
    [InlineData("<c t=\"e\"><f>A1</f><v>#PYTHON!</v></c>", "#UNKNOWN!")]
    [InlineData("<c><f>VLOOKUP(A1,B1)</f></c>", "#CALC!")]
    [InlineData("<c><f>VLOOKUP(A1,B1)</f><v></v></c>", "#CALC!")]
    [InlineData("<c><f>VLOOKUP(A1,B1)</f><v/></c>", "#CALC!")]
    public Task Read_ErrorOrFormulaThatWasNotComputed_IsALostValue(string cell, string shown) =>
        AssertRejectedAsync("Telepon", shown, "whose value is lost", cell);

    [Fact]
    public async Task Read_FormulaWhoseValueIsAnEmptyText_IsEmpty() =>
        Assert.Null((await ReadOneAsync(("Telepon", "<c t=\"str\"><f>IF(A1=0,\"\",A1)</f><v></v></c>"))).Worker.Phone);

    [Fact]
    public async Task Read_CellsMergedOverRows_AreNamedWithWhatToDo()
    {
        var file = WorkbookFile.OfRegister(
                WorkbookFile.Line(2, new RegisterLine()), WorkbookFile.Line(3, new RegisterLine { Unit = "" }), WorkbookFile.Line(4, new RegisterLine()))
            .Replacing(WorkbookFile.Sheet, "</sheetData>", "</sheetData><mergeCells count=\"3\"><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"I2:I3\"/><mergeCell ref=\"A4:B4\"/></mergeCells>");

        var chunk = await ReadAsync(file);

        Assert.Equal([2, 4], chunk.Rows.Select(row => row.Row));
        Assert.Equal([(3, "Unit Kerja", ""), (2, "", "I2:I3")], chunk.Findings.Select(finding => (finding.Row, finding.Column, finding.Value)));
        Assert.Contains("unmerge them", chunk.Findings[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_BrokenBelowTheRows_HasAllRows()
    {
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine())).Replacing(WorkbookFile.Sheet, "</worksheet>", "<mergeCells><a");

        var chunk = await ReadAsync(file);

        Assert.Equal((1, 0, false), (chunk.Rows.Count, chunk.Findings.Count, chunk.BreaksOff));
    }

    [Fact]
    public async Task Read_OtherVisibleSheets_AreNamedUnlessOneIsChosen()
    {
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine())).WithSecond("Damkar", WorkbookFile.Line(2, new RegisterLine())).ToBytes();

        var warning = Assert.Single((await ReadRegister.ReadWholeAsync(file)).Findings);
        Assert.Equal((Severity.Warning, "'Damkar'"), (warning.Severity, warning.Value));
        Assert.Contains("were not read, but 'Data' was", warning.Reason, StringComparison.Ordinal);
        Assert.Empty((await ReadRegister.ReadWholeAsync(file, "Data")).Findings);
    }

    [Fact]
    public async Task Read_PartThatAnotherProgramKeeps_IsNotLookedInto() =>
        Assert.Single((await ReadRegister.ReadWholeAsync(WorkbookFile.Zip(
            [.. WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine())).Parts.Select(part => (part.Key, Encoding.UTF8.GetBytes(part.Value))),
             ("customXml/item1.xml", Encoding.Unicode.GetBytes("\ufeff<?xml version=\"1.0\" encoding=\"utf-16\"?><DataMashup/>"))]))).Rows);

    [Fact]
    public async Task Read_SharedTexts_AreTheirTextWithoutHowItIsPronounced()
    {
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(
                2, new RegisterLine(), ("Nama", WorkbookFile.Typed("s", "1")), ("Jabatan", WorkbookFile.Typed("s", "0")), ("Telepon", WorkbookFile.Typed("b", "1"))))
            .With(WorkbookFile.Texts, WorkbookFile.Shared(
                "<r><t>Petugas</t></r><r><rPr/><t xml:space=\"preserve\"> _x000D_malam</t></r>", "<t>Maria Bano</t><rPh sb=\"0\" eb=\"1\"><t>MA</t></rPh><phoneticPr/>"));

        var row = Assert.Single((await ReadAsync(file)).Rows);
        Assert.Equal(("Maria Bano", "Petugas malam", "TRUE"), (row.Worker.Name, row.Details.Position, row.Worker.Phone));
    }

    [Theory]
    [InlineData("_x0041_", "A")]
    [InlineData("_x005F_x0041_", "_x0041_")]
    [InlineData("_x00000041_", "_x00000041_")]
    [InlineData("_x00g1_", "_x00g1_")]
    public async Task Read_EscapedLetter_IsOneOfFourDigits(string written, string read) =>
        Assert.Equal(read, Assert.Single((await ReadAsync(WorkbookFile.OfRegister(
            WorkbookFile.Line(2, new RegisterLine(), ("Jabatan", WorkbookFile.Text(written)))))).Rows).Details.Position);

    [Fact]
    public async Task Read_TextThatTheWorkbookDoesNotHave_CostsItsRow()
    {
        var chunk = await ReadAsync(WorkbookFile.OfRegister(
            WorkbookFile.Line(2, new RegisterLine(), ("Telepon", WorkbookFile.Typed("s", "7"))), WorkbookFile.Line(3, new RegisterLine())));

        Assert.Equal((2, 1, 3), (chunk.RowsRead, chunk.RowsRejected, Assert.Single(chunk.Rows).Row));
        Assert.Equal(2, Assert.Single(chunk.Findings).Row);
    }

    [Fact]
    public async Task Read_TitlesGapsAndEmptyRows_RowsKeepTheirNumbers()
    {
        var chunk = await ReadAsync(WorkbookFile.Of(
            WorkbookFile.Row(2, [WorkbookFile.Text("DAFTAR TENAGA KONTRAK"), "<c/>", "<c/>"]), WorkbookFile.Header(5), WorkbookFile.Row(6, ["<c s=\"2\"/>", "<c/>"]),
            WorkbookFile.Line(9, new RegisterLine { Sex = "X" }), "<row r=\"10\"/>", WorkbookFile.Line(1_048_576, new RegisterLine())));

        Assert.Equal((2, 1_048_576), (chunk.RowsRead, Assert.Single(chunk.Rows).Row));
        Assert.Equal([(Severity.Warning, 2), (Severity.Rejected, 9)], chunk.Findings.Select(finding => (finding.Severity, finding.Row)));
    }

    [Fact]
    public async Task Read_CellsByTheirPlaces_AreOfTheirColumns()
    {
        var line = new RegisterLine();
        var cells = RegisterLine.Header.Split(';').Zip(line.ToString().Split(';')).ToArray();
        string Place(int cell, int row) => $"<c r=\"{(char)('B' + cell)}{row}\"";
        var header = cells.Select((cell, i) => WorkbookFile.Text(cell.First).Replace("<c", Place(i, 1), StringComparison.Ordinal));
        var values = cells.Select((cell, i) => WorkbookFile.Text(cell.Second).Replace("<c", Place(i, 2), StringComparison.Ordinal));

        var row = Assert.Single((await ReadAsync(WorkbookFile.Of(WorkbookFile.Row(1, header), WorkbookFile.Row(2, values)))).Rows);
        Assert.Equal((line.Nik, line.Phone), (row.Nik.Digits, row.Worker.Phone));
    }

    [Fact]
    public async Task Read_CellsBesideTheTable_AreIgnoredWithAWarning()
    {
        var chunk = await ReadAsync(WorkbookFile.OfRegister(
            WorkbookFile.Line(2, new RegisterLine()).Replace("</row>", "<c r=\"XFD2\" t=\"str\"><v>periksa</v></c></row>", StringComparison.Ordinal)));

        Assert.Single(chunk.Rows);
        var warning = Assert.Single(chunk.Findings);
        Assert.Equal((Severity.Warning, 2, "cells to the right of the header were ignored in rows 2"), (warning.Severity, warning.Row, warning.Reason));
    }

    [Theory]
    [InlineData(32_767)]
    [InlineData(200_000)]
    public async Task Read_LongCell_IsIgnoredInAnUnknownColumnAndRejectedInAKnownOne(int letters)
    {
        var text = WorkbookFile.Text(new string('x', letters));
        var chunk = await ReadAsync(WorkbookFile.Of(
            WorkbookFile.Header(1).Replace("</row>", WorkbookFile.Text("Catatan") + "</row>", StringComparison.Ordinal),
            WorkbookFile.Line(2, new RegisterLine()).Replace("</row>", text + "</row>", StringComparison.Ordinal),
            WorkbookFile.Line(3, new RegisterLine(), ("Telepon", text))));

        Assert.Equal(2, Assert.Single(chunk.Rows).Row);
        Assert.Equal((3, "Telepon"), chunk.Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => (finding.Row, finding.Column)).Single());
    }

    [Fact]
    public async Task Read_HiddenRows_AreReadAndNamedInOneWarning()
    {
        var chunk = await ReadAsync(WorkbookFile.OfRegister(
            WorkbookFile.Line(2, new RegisterLine()), WorkbookFile.Line(3, new RegisterLine(), "hidden=\"1\""), WorkbookFile.Line(4, new RegisterLine(), "hidden=\"true\""),
            WorkbookFile.Line(6, new RegisterLine(), "hidden=\"0\""), WorkbookFile.Line(7, new RegisterLine(), "hidden=\"1\""), WorkbookFile.Row(8, [], "hidden=\"1\"")));

        Assert.Equal(5, chunk.Rows.Count);
        var warning = Assert.Single(chunk.Findings);
        Assert.Equal((Severity.Warning, 3, "rows that the sheet hides were read like the others: 3–4, 7"), (warning.Severity, warning.Row, warning.Reason));
    }

    [Fact]
    public async Task Read_HiddenSheet_IsNamedAndTheFirstThatIsShownIsRead()
    {
        var good = new RegisterLine();
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine())).WithSecond("Data 2021", WorkbookFile.Line(2, good))
            .Replacing(WorkbookFile.Workbook, "name=\"Data\"", "name=\"Lama\" state=\"veryHidden\"");

        var chunk = await ReadAsync(file);
        Assert.Equal(good.Nik, Assert.Single(chunk.Rows).Nik.Digits);
        var warning = Assert.Single(chunk.Findings);
        Assert.Equal((1, "'Lama'", "the workbook hides these sheets; 'Data 2021' was read"), (warning.Row, warning.Value, warning.Reason));
    }

    [Fact]
    public async Task Read_SheetByName_IsReadWhateverItsLetterCase()
    {
        var good = new RegisterLine();
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine())).WithSecond("Kontrak 2021", WorkbookFile.Line(2, good));

        Assert.Equal(good.Nik, Assert.Single((await ReadRegister.ReadWholeAsync(file.ToBytes(), "kontrak 2021 ")).Rows).Nik.Digits);
    }

    [Fact]
    public async Task Read_SheetThatIsNotThere_IsRefusedWithThoseThatAre()
    {
        var file = WorkbookFile.OfRegister().WithSecond("Kontrak", "").ToBytes();
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync(file, "Kontrk"));
        Assert.Equal(("header.sheet", "header.sheet 'Kontrk': is not a sheet of the workbook, which has 'Data', 'Kontrak'"), (e.Field, e.Message));
    }

    [Fact]
    public async Task Read_RegisterOnAnotherSheet_IsRefusedWithTheSheetsThatThereAre()
    {
        var instructions = WorkbookFile.OfRegister().With(WorkbookFile.Sheet, WorkbookFile.SheetOf(""))
            .WithSecond("Kontrak", WorkbookFile.Line(2, new RegisterLine())).ToBytes();
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync(instructions, sheet: null));
        Assert.Equal("content: sheet 'Data': is empty; if the register is on another sheet, name that one: 'Kontrak'", e.Message);
    }

    [Fact]
    public async Task Read_SheetOfACsv_IsRefused()
    {
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync(ReadRegister.BytesOf(RegisterLine.File(new RegisterLine())), "Data"));
        Assert.Equal(("header.sheet", "header.sheet 'Data': the file is CSV, which has no sheets; name no sheet"), (e.Field, e.Message));
    }

    [Fact]
    public async Task Read_StrictWorkbook_IsTheSameRows()
    {
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine(), ("Tanggal Akhir", WorkbookFile.Number("44196", 2))));
        foreach (var (name, text) in file.Parts)
        {
            file = file.With(name, text
                .Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
                .Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal));
        }
        Assert.Equal(new DateOnly(2020, 12, 31), Assert.Single((await ReadAsync(file)).Rows).Terms.Period.LastDay);
    }

    [Fact]
    public async Task Read_HyperlinksEvenBrokenOnes_AreText()
    {
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine()))
            .Linking(WorkbookFile.SheetLinks, "hyperlink", "mailto:maria bano@@[x", "External");
        Assert.Single((await ReadAsync(file)).Rows);
    }

    [Fact]
    public async Task Read_WorkbookOfAnotherProgram_IsRead()
    {
        using var bytes = new MemoryStream();
        await using (var workbook = await Spreadsheet.CreateNewAsync(bytes))
        {
            await workbook.StartWorksheetAsync("Data", new WorksheetOptions { FrozenRows = 1 });
            await workbook.AddRowAsync(RegisterLine.Header.Split(';').Select(title => new DataCell(title)).ToList());
            var line = new RegisterLine();
            var date = workbook.AddStyle(new Style { Format = NumberFormat.Custom("d\\-mmm\\-yy") });
            var cells = line.ToString().Split(';').Select(cell => new StyledCell(cell, null)).ToArray();
            cells[6] = new StyledCell(new DateTime(2020, 12, 31), date);
            cells[9] = new StyledCell(1_250_000, null);
            await workbook.AddRowAsync(cells);
            await workbook.FinishAsync();
        }

        var row = Assert.Single((await ReadRegister.ReadWholeAsync(bytes.ToArray())).Rows);
        Assert.Equal((new DateOnly(2020, 12, 31), 1_250_000L), (row.Terms.Period.LastDay, row.Details.MonthlyWage));
    }

    [Fact]
    public async Task Read_TensOfThousandsOfSharedTexts_AreEachTheirOwn()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => new RegisterLine { Position = string.Create(CultureInfo.InvariantCulture, $"Petugas {i} é") }).ToArray();
        var file = WorkbookFile.OfRegister(lines.Select((line, i) => WorkbookFile.Line(i + 2, line, ("Jabatan", WorkbookFile.Typed("s", $"{i}")))))
            .With(WorkbookFile.Texts, WorkbookFile.Shared(lines.Select(line => $"<t>{line.Position}</t>")));

        Assert.Equal(lines.Select(line => (line.Nik, line.Position)), (await ReadAsync(file)).Rows.Select(row => (row.Nik.Digits, row.Details.Position)));
    }

    private static async Task<RegisterRow> ReadOneAsync((string Title, string Cell) cell) =>
        Assert.Single((await ReadAsync(WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine(), cell)))).Rows);

    private static async Task AssertRejectedAsync(string column, string shown, string reason, string cell)
    {
        var chunk = await ReadAsync(WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine(), (column, cell)), WorkbookFile.Line(3, new RegisterLine())));

        Assert.Equal((2, 3), (chunk.RowsRead, Assert.Single(chunk.Rows).Row));
        var finding = Assert.Single(chunk.Findings);
        Assert.Equal((2, column, shown), (finding.Row, finding.Column, finding.Value));
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }

    private static Task<ImportChunk> ReadAsync(WorkbookFile file) => ReadRegister.ReadWholeAsync(file.ToBytes());
}
