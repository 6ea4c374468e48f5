using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>story play</c> against scripted services: who acts, in which order, and that a second time changes nothing.</summary>
public sealed class StoryTests : IAsyncLifetime, IDisposable
{
    private const string Worker = "5371012407839001";

    private readonly TemporaryFolder _folder = new();
    private ScriptedSystem _system = null!;

    private Script Script => _system.Script;

    public async Task InitializeAsync()
    {
        _system = await ScriptedSystem.StartAsync();
        Script.Story.IsPlayed = true;
        Script.Story.ReminderNotices.Add(new ReminderNoticeCount { LastDay = "2020-12-31", Step = 30, ToWorkers = 3, ToPersonnelOffice = 1 });
        _folder.Write("register.csv", "NIK,Unit Kerja\n3,Dinas Kesehatan\n1,Bagian Hukum\n2,Bagian Hukum\n");
        Directory.CreateDirectory(_folder.File("sheets"));
        _folder.Write("sheets/bagian-hukum.csv", "NIK\n1\n2\n");
        _folder.Write("receipts.csv", "NIK\n1\n2\n");
        _folder.Write("objections.csv", $"NIK,Diterima Tanggal,Alasan,Nomor Surat,Tanggal Surat\n{Worker},2020-12-23,Tidak benar,KEB/1,2020-12-23\n");
        _folder.Write("rulings.csv", $"NIK,Putusan,Perilaku,Alpa,Alasan\n{Worker},dikabulkan,sesuai,0,Benar\n");
        _folder.Write("story.yaml", """
            starts_at: 2020-10-01T08:00
            steps:
              - { at: 2020-10-01T08:00, import: register.csv }
              - { at: 2020-10-01T08:00, appoint: { office: sekda, name: Yakobus, subject: sekda, from: 2019-03-01 } }
              - { at: 2020-12-01T08:00, await: reminders }
              - { at: 2020-12-01T09:00, round: { kind: yearly, from: 2020-01-01, to: 2020-12-31, due: 2020-12-18 } }
              - { at: 2020-12-10T10:00, ratings: sheets }
              - { at: 2020-12-21T15:00, receipts: receipts.csv }
              - { at: 2020-12-24T10:00, objections: objections.csv }
              - { at: 2020-12-28T10:00, rulings: rulings.csv }
              - { at: 2020-12-28T11:00, mark: ruled }
              - { at: 2021-01-01T00:00:05, expire: 2021-01-01 }
              - { at: 2021-01-06T17:00, mark: rated }
            """);
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Play_AllSteps_MovesTheClockToEachMomentAndActsAsWhoseActItIs()
    {
        var (result, report) = await PlayAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["2020-12-01T08:00:00+08:00", "2020-12-01T09:00:00+08:00", "2020-12-10T10:00:00+08:00", "2020-12-21T15:00:00+08:00", "2020-12-24T10:00:00+08:00",
             "2020-12-28T10:00:00+08:00", "2020-12-28T11:00:00+08:00", "2021-01-01T00:00:05+08:00", "2021-01-06T17:00:00+08:00"],
            Script.Moves.Where(move => move.Service == "contract").Select(move => move.To));
        Assert.Equal(["kepala-bagian-hukum"], Script.Story.Sheets.Select(sheet => sheet.Caller));
        var (ruler, ruling) = Assert.Single(Script.Story.Rulings);
        Assert.Equal(("sekda", RulingOutcome.Granted), (ruler, ruling.Outcome));
        // What the ruling leaves empty stays as it was rated.
        Assert.Equal((Expectation.At, Expectation.At, 0), (ruling.Facts.Result, ruling.Facts.Conduct, ruling.Facts.Absences.Count));
        AssertFigures(report, ("contracts_due", 3), ("evaluation_requests", 3), ("lost", 0), ("doubled", 0), ("unrated", 1), ("received", 2));
        AssertFigures(report.GetProperty("rated"), ("sangat_baik", 0), ("baik", 0), ("butuh_perbaikan", 0), ("kurang", 2), ("sangat_kurang", 0));
        AssertFigures(report.GetProperty("objections"), ("rejected", 0), ("granted", 1), ("open", 0));
        AssertFigures(report.GetProperty("reminders"), ("worker", 3), ("personnel_office", 1), ("heads", 0));
        Assert.Contains("10 December 2020 10:00  1 head signs ratings", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Worker, result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_SecondTime_EntersNothingAgainAndReportsTheSame()
    {
        var (_, first) = await PlayAsync();
        var moves = Script.Moves.Count;

        var (result, second) = await PlayAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(moves, Script.Moves.Count);
        Assert.Equal((1, 1, 1, 1, 1), (Script.Story.Sheets.Count, Script.Story.ReceiptFiles, Script.Story.Objections.Count, Script.Story.Rulings.Count, Script.Story.Appointments.Count));
        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Fact]
    public async Task Play_Until_StopsAtTheMarkAndGoesOnFromThere()
    {
        var (result, report) = await PlayAsync("--until", "ruled");

        Assert.Equal(0, result.ExitCode);
        AssertFigures(report, ("contracts_due", 0), ("contracts_expired", 0), ("received", 2));
        Assert.Empty(Script.Requests);

        (_, report) = await PlayAsync();

        AssertFigures(report, ("contracts_due", 3), ("contracts_expired", 3));
        Assert.Single(Script.Story.Sheets);
    }

    [Fact]
    public async Task Play_UnknownMark_IsRefusedWithTheMarksThereAre()
    {
        var result = await RunAsync("--until", "decided");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--until 'decided' is no mark of the story", result.Errors, StringComparison.Ordinal);
        Assert.Contains("its marks are ruled, rated", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Script.Moves);
    }

    [Fact]
    public async Task Play_RejectedRow_StopsThereAndGoesOnOnceItIsRight()
    {
        _folder.Write("sheets/bagian-hukum.csv", "NIK\n1\n0000000000000000\n");

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("bagian-hukum.csv row 3, NIK: '…0000' no contract of a unit that you head has it; the right rows are in. Correct the file and play the story again", result.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Script.Story.ReceiptFiles);

        _folder.Write("sheets/bagian-hukum.csv", "NIK\n1\n2\n");

        Assert.Equal(0, (await RunAsync()).ExitCode);
        Assert.Equal(1, Script.Story.ReceiptFiles);
    }

    [Fact]
    public async Task Play_HeadActedFor_WhoActsSigns()
    {
        _folder.Change("story.yaml", "  - { at: 2020-12-10T10:00,", "  - { at: 2020-12-02T08:00, appoint: { office: bagian-hukum, name: Rina, subject: rina, capacity: plh } }\n  - { at: 2020-12-10T10:00,");

        await RunAsync();

        Assert.Equal(["rina"], Script.Story.Sheets.Select(sheet => sheet.Caller).Take(1));
    }

    [Fact]
    public async Task Await_RequestsOfTheNightAreDue_WaitsForTheirHeads()
    {
        _folder.Change("story.yaml", "  - { at: 2021-01-06T17:00, mark: rated }", "  - { at: 2021-01-07T08:00, await: reminders }\n  - { at: 2021-01-07T17:00, mark: rated }");
        Script.Mishap = script => script.Notices.AddRange(script.Requests.Select(request => request.UnitId).Distinct().Select(unit =>
            new Notice { Id = $"{Guid.NewGuid()}", Kind = NoticeKind.RatingsDue, RecipientKind = RecipientKind.Head, CycleId = script.CycleId, UnitId = unit, Step = 7 }));

        var (result, report) = await PlayAsync();

        Assert.Contains("Heads reminded 2 of 2", result.Output, StringComparison.Ordinal);
        AssertFigures(report.GetProperty("reminders"), ("heads", 2));
    }

    [Fact]
    public async Task Play_RealTime_IsRefusedBeforeAnything()
    {
        Script.RealTimeOf = "evaluation";

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("evaluation has real time, in which no story is played; start a system with ./run --story", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Script.Units);
    }

    [Fact]
    public async Task Play_SystemOfALaterStory_IsRefusedBeforeAnything()
    {
        _folder.Change("story.yaml", "starts_at: 2020-10-01T08:00", "starts_at: 2020-09-01T08:00");

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the system was started for another story, whose clock begins at 2020-10-01T08:00:00+08:00", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Script.Units);
    }

    [Fact]
    public async Task Play_WithoutSetupKey_SaysThatItNeedsDevelopment()
    {
        var result = await _system.RunAsync("story", "play", "--city", Sources.Kupang, "--story-folder", _folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("which only a system in Development lets it", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_NeedsNoSystem()
    {
        var startsAt = await CommandLine.RunAsync("story", "show", "--city", Sources.Blitar, "--starts-at");
        Assert.Equal((0, "2020-10-01T08:00:00+07:00\n"), (startsAt.ExitCode, startsAt.Output));

        var steps = await CommandLine.RunAsync("story", "show", "--city", Sources.Kupang, "--json");
        Assert.Equal("rated", JsonDocument.Parse(steps.Output).RootElement.GetProperty("marks")[0].GetString());
    }

    private async Task<(CommandLine.Result Result, JsonElement Report)> PlayAsync(params string[] arguments)
    {
        var report = _folder.File("report.json");
        var result = await RunAsync([.. arguments, "--report", report]);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return (result, JsonDocument.Parse(await File.ReadAllTextAsync(report)).RootElement);
    }

    private Task<CommandLine.Result> RunAsync(params string[] arguments) =>
        _system.RunAsPeopleAsync(_folder.File("setup.key"), ["story", "play", "--city", Sources.Kupang, "--story-folder", _folder.Path, .. arguments]);

    private static void AssertFigures(JsonElement report, params (string Name, int Value)[] expected) =>
        Assert.All(expected, figure => Assert.Equal(figure, (figure.Name, report.GetProperty(figure.Name).GetInt32())));
}
