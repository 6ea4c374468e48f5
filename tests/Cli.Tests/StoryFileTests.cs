using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Stories;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>A story's files are read whole, or refused with file, line and field before anything is played.</summary>
public sealed class StoryFileTests : IDisposable
{
    private const string Steps =
        """
        starts_at: 2020-10-01T08:00
        steps:
          - { at: 2020-10-01T08:00, import: register.csv }
          - { at: 2020-10-01T08:00, appoint: { office: sekda, name: Yakobus, subject: sekda, from: 2019-03-01 } }
          - { at: 2020-12-01T09:00, round: { kind: yearly, from: 2020-01-01, to: 2020-12-31, due: 2020-12-18 } }
          - { at: 2020-12-10T10:00, ratings: sheets }
          - { at: 2020-12-21T15:00, receipts: receipts.csv }
          - { at: 2021-01-01T00:00:05, expire: 2021-01-01 }
          - { at: 2021-01-06T17:00, mark: rated }
          - { at: 2021-01-06T18:00, separate: separations.csv }
          - { at: 2021-01-06T18:00, willing: willing.csv }
          - { at: 2021-01-06T18:00, recommend: 2020-12-31 }
          - { at: 2021-01-07T09:00, propose: { file: usulan.csv, as_recommended: true } }
          - { at: 2021-01-07T10:00, confirm: {} }
        """;

    private static readonly CityFolder Kupang = CityFolder.Read(Sources.Kupang);

    private readonly TemporaryFolder _folder = new();

    public StoryFileTests()
    {
        _folder.Write("story.yaml", Steps);
        foreach (var file in (string[])["receipts.csv", "separations.csv", "willing.csv", "usulan.csv"])
            _folder.Write(file, "NIK\n");
        Directory.CreateDirectory(_folder.File("sheets"));
        _folder.Write("sheets/bagian-hukum.csv", "NIK\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("kupang", 25, "2020-10-01T08:00:00+08:00", "rated", "recommended", "decided")]
    [InlineData("blitar", 20, "2020-10-01T08:00:00+07:00", "rated", "recommended")]
    public void Read_Examples_StartInTheirOwnZoneAndHaveTheirMarks(string city, int steps, string startsAt, params string[] marks)
    {
        var story = StoryFile.Read(CityFolder.Read(ExampleFolder.Find(city)), directory: null);

        Assert.Equal((steps, DateTimeOffset.Parse(startsAt, System.Globalization.CultureInfo.InvariantCulture)), (story.Steps.Count, story.StartsAt));
        Assert.Equal(marks, story.Marks);
    }

    [Fact]
    public void Read_FileOfTheCity_IsFoundAfterTheStorysOwn()
    {
        Assert.Equal(Path.Combine(Sources.Kupang, "register.csv"), ImportedFile());

        _folder.Write("register.csv", "NIK\n");

        Assert.Equal(_folder.File("register.csv"), ImportedFile());

        string ImportedFile() => ((Stories.Acts.ImportRegister)StoryFile.Read(Kupang, _folder.Path).Steps[0].Act).Path;
    }

    [Theory]
    [InlineData("starts_at: 2020-10-01T08:00", "starts_at: 2020-10-01", "story.yaml line 1, starts_at: '2020-10-01' is not a moment of the city of the form yyyy-MM-ddTHH:mm")]
    [InlineData("starts_at: 2020-10-01T08:00", "starts_at: 2020-10-01T08:00+07:00", "story.yaml line 1, starts_at: '2020-10-01T08:00+07:00' is not a moment of the city")]
    [InlineData("starts_at: 2020-10-01T08:00", "begins_at: 2020-10-01T08:00", "story.yaml line 1, begins_at: is not a field of this file")]
    [InlineData("starts_at: 2020-10-01T08:00", "starts_at: 2020-10-02T08:00", "story.yaml line 3, steps[1].at: 2020-10-01T08:00 is before 2020-10-02T08:00:00+08:00, when the story starts")]
    [InlineData("at: 2020-12-10T10:00", "at: 2020-11-10T10:00", "story.yaml line 6, steps[4].at: 2020-11-10T10:00 is before 2020-12-01T09:00:00+08:00, the step above; a story goes forward only")]
    [InlineData("import: register.csv", "imports: register.csv", "story.yaml line 3, steps[1].imports: is not a field of this file (did you mean import")]
    [InlineData("import: register.csv", "import: registers.csv", "story.yaml line 3, steps[1].import: there is no file 'registers.csv' in ")]
    [InlineData(", import: register.csv", "", "story.yaml line 3, steps[1].at: what is done at this moment is missing: one of import, appoint")]
    [InlineData("import: register.csv", "import: register.csv, mark: x", "story.yaml line 3, steps[1].mark: and import are two acts; write a step for each")]
    [InlineData("office: sekda", "office: sekdo", "story.yaml line 4, steps[2].appoint.office: 'sekdo' is the code of no unit and no office of the city (did you mean sekda")]
    [InlineData("subject: sekda, ", "", "story.yaml line 4, steps[2].appoint.subject: is missing")]
    [InlineData("subject: sekda,", "subject: sekda, capacity: plx,", "story.yaml line 4, steps[2].appoint.capacity: 'plx' is none of definitive, pj, plt, plh")]
    [InlineData("kind: yearly", "kind: monthly", "story.yaml line 5, steps[3].round.kind: 'monthly' is none of ")]
    [InlineData("to: 2020-12-31, due", "to: 2019-12-31, due", "story.yaml line 5, steps[3].round.to: 2019-12-31 is before 2020-01-01")]
    [InlineData("due: 2020-12-18", "due: 2020-12-18, units: [dlh]", "story.yaml line 5, steps[3].round.units: 'dlh' is the code of no unit (did you mean dlhk")]
    [InlineData("ratings: sheets", "ratings: sheet", "story.yaml line 6, steps[4].ratings: there is no folder 'sheet' in ")]
    [InlineData("expire: 2021-01-01", "expire: 1 January", "story.yaml line 8, steps[6].expire: '1 January' is not a date of the form yyyy-MM-dd")]
    [InlineData("expire: 2021-01-01", "await: rain", "story.yaml line 8, steps[6].await: 'rain' is not reminders")]
    [InlineData("separate: separations.csv", "separate: separation.csv", "story.yaml line 10, steps[8].separate: there is no file 'separation.csv' in ")]
    [InlineData("willing: willing.csv", "willing: sheets", "story.yaml line 11, steps[9].willing: there is no file 'sheets' in ")]
    [InlineData("recommend: 2020-12-31", "recommend: December", "story.yaml line 12, steps[10].recommend: 'December' is not a date of the form yyyy-MM-dd")]
    [InlineData("expire: 2021-01-01", "await: reminders", "story.yaml line 12, steps[10].at: no step above is the night, in which contracts expire")]
    [InlineData("file: usulan.csv", "file: usul.csv", "story.yaml line 13, steps[11].propose.file: there is no file 'usul.csv' in ")]
    [InlineData("as_recommended: true", "as_recommended: yes", "story.yaml line 13, steps[11].propose.as_recommended: 'yes' is neither true nor false")]
    [InlineData("file: usulan.csv, as_recommended: true", "as_recommended: false", "story.yaml line 13, steps[11].propose.as_recommended: is false and no file is named")]
    [InlineData("file: usulan.csv, as", "sheet: usulan.csv, as", "story.yaml line 13, steps[11].propose.sheet: is not a field of this file")]
    [InlineData("confirm: {}", "confirm: { proposal: 1 }", "story.yaml line 14, steps[12].confirm.proposal: is not a field of this file")]
    [InlineData("expire: 2021-01-01", "mark: rated", "story.yaml line 9, steps[7].mark: 'rated' is marked twice")]
    [InlineData("round: { kind: yearly, from: 2020-01-01, to: 2020-12-31, due: 2020-12-18 }", "await: reminders", "story.yaml line 6, steps[4].at: no step above opens a round")]
    public void Read_Mistake_NamesFileLineAndField(string from, string to, string expected)
    {
        _folder.Change("story.yaml", from, to);

        Assert.Contains(expected, Assert.Throws<BadInputException>(() => StoryFile.Read(Kupang, _folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recommend: 2020-12-31", "2020-12-31")]
    [InlineData("recommend:", "")]
    [InlineData("recommend", "")]
    public void Read_Recommend_MaySayTheLastDay(string act, string lastDay)
    {
        _folder.Change("story.yaml", "recommend: 2020-12-31", act);

        Assert.Equal(new Stories.Acts.RecommendRenewals(lastDay), StoryFile.Read(Kupang, _folder.Path).Steps[^3].Act);
    }

    [Theory]
    [InlineData("propose: { file: usulan.csv, as_recommended: true }", "usulan.csv", true)]
    [InlineData("propose: { file: usulan.csv }", "usulan.csv", false)]
    [InlineData("propose: usulan.csv", "usulan.csv", false)]
    [InlineData("propose: { as_recommended: true }", "", true)]
    [InlineData("propose: {}", "", true)]
    [InlineData("propose:", "", true)]
    public void Read_Propose_ByASheetOrAsRecommended(string act, string file, bool asRecommended)
    {
        _folder.Change("story.yaml", "propose: { file: usulan.csv, as_recommended: true }", act);

        Assert.Equal(
            new Stories.Acts.ProposeDecisions(file.Length == 0 ? "" : _folder.File(file), asRecommended), StoryFile.Read(Kupang, _folder.Path).Steps[^2].Act);
    }

    [Fact]
    public void Read_SheetOfNoUnit_NamesItAndTheNearest()
    {
        _folder.Write("sheets/bagian-hokum.csv", "NIK\n");

        var fault = Assert.Throws<BadInputException>(() => StoryFile.Read(Kupang, _folder.Path));

        Assert.Contains("bagian-hokum.csv is not the sheet of a unit: its name is to be the unit's code, and end in .csv or .xlsx (did you mean bagian-hukum", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NIK,Alasan\n1,x\n", "objections.csv: the header lacks the column Tanggal")]
    [InlineData("NIK,Alasn,Tanggal\n", "objections.csv: 'Alasn' is no column of this file (did you mean Alasan?); its columns are NIK, Alasan, Tanggal, Putusan")]
    [InlineData("NIK,NIK,Alasan,Tanggal\n", "objections.csv: the header has the column NIK twice")]
    [InlineData("NIK,Alasan,Tanggal\n5371012407839001,x,y,z\n", "objections.csv row 2: has more cells than the header; a text with commas stands in quotes")]
    [InlineData("NIK,Alasan,Tanggal\n\n123,x,y\n", "objections.csv row 3, NIK: is not a NIK of 16 digits")]
    [InlineData("NIK,Alasan,Tanggal\n5371012407839001,,2020-12-23\n", "objections.csv row 2, Alasan: is missing")]
    [InlineData("NIK,Alasan,Tanggal\n5371012407839001,x,2020-12-32\n", "objections.csv row 2, Tanggal: '2020-12-32'")]
    [InlineData("NIK,Alasan,Tanggal,Putusan\n5371012407839001,x,2020-12-31,ya\n", "objections.csv row 2, Putusan: 'ya' is none of ditolak")]
    public async Task EnteredFile_Mistake_NamesFileRowAndColumn(string text, string expected)
    {
        var path = _folder.Write("objections.csv", text);

        var fault = await Assert.ThrowsAsync<BadInputException>(async () =>
        {
            foreach (var row in await EnteredFile.ReadAsync(path, ["NIK", "Alasan", "Tanggal"], ["Putusan"], CancellationToken.None))
                _ = (row.Nik("NIK"), row.Text("Alasan"), row.Day("Tanggal"), row.Word("Putusan", new Dictionary<string, int> { ["ditolak"] = 1 }));
        });

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
