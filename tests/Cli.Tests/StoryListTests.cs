using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Workforce.Cli.Tests.Scripted;
using Workforce.Contract.V1;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>What a story enters once contracts have expired, against scripted services: who has left, who is willing, and what is recommended.</summary>
public sealed class StoryListTests : IAsyncLifetime, IDisposable
{
    private const string Leaver = "5371012407839001";
    private const string Rated = "5371012407839002";
    private const string Unrated = "5371012407839003";

    private readonly TemporaryFolder _folder = new();
    private ScriptedSystem _system = null!;

    private Script Script => _system.Script;

    public async Task InitializeAsync()
    {
        _system = await ScriptedSystem.StartAsync();
        Script.Story.IsPlayed = true;
        _folder.Write("register.csv", $"NIK,Unit Kerja\n{Leaver},Bagian Hukum\n{Rated},Bagian Hukum\n{Unrated},Dinas Kesehatan\n");
        Directory.CreateDirectory(_folder.File("sheets"));
        _folder.Write("sheets/bagian-hukum.csv", "NIK\n1\n2\n");
        _folder.Write("separations.csv", $"NIK,Kode,Berlaku\n{Leaver},resigned,2020-12-23\n");
        _folder.Write("willing.csv", $"NIK,Bersedia,Nomor Surat,Tanggal Surat\n{Rated},Ya,800/1,2020-12-28\n{Rated},tidak,800/2,29 Desember 2020\n");
        _folder.Write("story.yaml", """
            starts_at: 2020-10-01T08:00
            steps:
              - { at: 2020-10-01T08:00, import: register.csv }
              - { at: 2020-12-01T09:00, round: { kind: yearly, from: 2020-01-01, to: 2020-12-31, due: 2020-12-18 } }
              - { at: 2020-12-10T10:00, ratings: sheets }
              - { at: 2021-01-01T00:00:05, expire: 2021-01-01 }
              - { at: 2021-01-06T09:00, separate: separations.csv }
              - { at: 2021-01-06T10:00, willing: willing.csv }
              - { at: 2021-01-06T12:00, mark: rated }
              - { at: 2021-01-06T15:00, recommend: 2020-12-31 }
              - { at: 2021-01-06T17:00, mark: recommended }
            """);
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Play_UntilRated_CountsTheListWithoutWhoHasLeft()
    {
        var report = await PlayAsync("--until", "rated");

        AssertFigures(report.GetProperty("separated"), ("resigned", 1), ("died", 0), ("never_existed", 0));
        AssertFigures(report.GetProperty("rated"), ("kurang", 1), ("baik", 0));
        AssertFigures(report, ("unrated", 1), ("lost", 0), ("doubled", 0));
        AssertFigures(report.GetProperty("recommended"), ("renew", 0), ("not", 0), ("none", 0));
        Assert.Empty(report.GetProperty("recommended_by_unit").EnumerateObject());
        Assert.Empty(Script.Story.Recommended);
    }

    [Fact]
    public async Task Play_ToTheEnd_RecommendsAndCountsByUnit()
    {
        var report = await PlayAsync();

        AssertFigures(report.GetProperty("recommended"), ("renew", 0), ("not", 1), ("none", 1));
        Assert.Equal(["bagian-hukum", "dinkes"], report.GetProperty("recommended_by_unit").EnumerateObject().Select(unit => unit.Name));
        AssertFigures(report.GetProperty("recommended_by_unit").GetProperty("bagian-hukum"), ("renew", 0), ("not", 1), ("none", 0));
        AssertFigures(report.GetProperty("recommended_by_unit").GetProperty("dinkes"), ("renew", 0), ("not", 0), ("none", 1));
        // As the personnel office.
        Assert.Equal(["kepegawaian"], Script.Story.SeparationSheets.Select(sheet => sheet.Caller));
        Assert.Equal(["kepegawaian"], Script.Story.Recommended);
    }

    [Fact]
    public async Task Play_SeparationToCome_IsOnTheListUntilItsDay()
    {
        _folder.Write("separations.csv", $"NIK,Kode,Berlaku\n{Leaver},resigned,2021-01-07\n");

        var report = await PlayAsync("--until", "rated");

        AssertFigures(report.GetProperty("separated"), ("resigned", 0));
        AssertFigures(report.GetProperty("rated"), ("kurang", 2));
    }

    [Fact]
    public async Task Separate_NoticesAreLate_WaitsForThemButOfWhoHasDied()
    {
        _folder.Write("separations.csv", $"NIK,Kode,Berlaku\n{Leaver},resigned,2020-12-23\n{Unrated},died,2020-12-24\n");
        Script.Story.NoticesLate = 2;

        var result = await RunAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(-1, Script.Story.NoticesLate);
        Assert.Contains("Workers notified 1 of 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("2 separations recorded, 0 known before", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Leaver, result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Separate_RejectedRow_StopsThereAndGoesOnOnceItIsRight()
    {
        _folder.Write("separations.csv", $"NIK,Kode,Berlaku\n{Unrated},died,2020-12-24\n{Leaver},cuti,2020-12-23\n");

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("separations.csv row 3, Kode: 'cuti' is none of cpns, pppk; the right rows are in. Correct the file and play the story again", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Script.Statements);

        _folder.Write("separations.csv", $"NIK,Kode,Berlaku\n{Unrated},died,2020-12-24\n{Leaver},resigned,2020-12-23\n");
        result = await RunAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1 separation recorded, 1 known before", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Willing_TwoWordsOfAWorker_AreRecordedInOrderOfTheFileOnTheContractOfTheirDay()
    {
        _folder.Write("register.csv", $"NIK,Unit Kerja,Tanggal Akhir\n{Leaver},Bagian Hukum\n{Rated},Bagian Hukum\n{Rated},Bagian Hukum,2021-12-31\n");
        _folder.Change("willing.csv", "29 Desember 2020", "5 Januari 2021");
        _folder.Write("story.yaml", "starts_at: 2020-10-01T08:00\nsteps:\n  - { at: 2020-10-01T08:00, import: register.csv }\n  - { at: 2021-01-06T10:00, willing: willing.csv }\n");

        var result = await RunAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                new NewStatement { ContractId = Script.Periods[1].ContractId, Willingness = Willingness.Willing, Paper = new Paper { Number = "800/1", Date = "2020-12-28" } },
                new NewStatement { ContractId = Script.Periods[2].ContractId, Willingness = Willingness.NotWilling, Paper = new Paper { Number = "800/2", Date = "2021-01-05" } },
            ],
            Assert.Single(Script.Statements).Statements);
        Assert.Contains("2 statements recorded, 0 known before", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tidak,800/2,29 Desember 2020", "mungkin,800/2,2020-12-29", "willing.csv row 3, Bersedia: 'mungkin' is none of ya, tidak", 0)]
    [InlineData("tidak,800/2,29 Desember 2020", ",800/2,2020-12-29", "willing.csv row 3, Bersedia: is missing", 0)]
    [InlineData("tidak,800/2,29 Desember 2020", "tidak,,2020-12-29", "willing.csv row 3, Nomor Surat: is missing", 0)]
    [InlineData("29 Desember 2020", "2099-12-31", "willing.csv row 3, Tanggal Surat: '2099-12-31' is to come; give the day on which the worker said it; the right rows are in.", 1)]
    public async Task Willing_WrongRow_StopsThereAndNamesIt(string from, string to, string expected, int calls)
    {
        _folder.Change("willing.csv", from, to);
        _folder.Write("register.csv", $"NIK,Unit Kerja\n{Rated},Bagian Hukum\n");
        _folder.Write("separations.csv", "NIK,Kode,Berlaku\n");

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.Equal(calls, Script.Statements.Count);
        Assert.Empty(Script.Story.Recommended);
    }

    [Fact]
    public async Task Willing_MoreThanACallTakes_AreSentInCallsOfAThousand()
    {
        _folder.Write("register.csv", $"NIK,Unit Kerja\n{Rated},Bagian Hukum\n");
        _folder.Write("separations.csv", "NIK,Kode,Berlaku\n");
        _folder.Write("willing.csv", "NIK,Bersedia,Nomor Surat,Tanggal Surat\n" + string.Concat(Enumerable.Range(1, 1_001).Select(n => $"{Rated},ya,800/{n},2020-12-28\n")));

        await PlayAsync();

        Assert.Equal([1_000, 1], Script.Statements.Select(call => call.Statements.Count));
    }

    [Fact]
    public async Task Play_SecondTime_EntersNothingAgainAndReportsTheSame()
    {
        var first = await PlayAsync();
        // What is withdrawn later stays so.
        Script.Story.Separations[0].Withdrawal = new SeparationWithdrawal { Reason = "salah orang", WithdrawnAt = Timestamp.FromDateTimeOffset(Script.Clocks["contract"]) };
        await PlayAsync();
        Script.Story.Separations[0].Withdrawal = null;

        var second = await PlayAsync();

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal((1, 1), (Script.Story.SeparationSheets.Count, Script.Story.Recommended.Count));
        // The same again, which Contract knows by its paper.
        Assert.All(Script.Statements, call => Assert.Equal(Script.Statements[0], call));
    }

    [Fact]
    public async Task Recommend_CycleThatIsNone_IsRefusedWithThoseThereAre()
    {
        _folder.Change("story.yaml", "recommend: 2020-12-31", "recommend: 2020-12-30");

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("has no cycle of 2020-12-30; the newest are of 2020-12-31", result.Errors, StringComparison.Ordinal);
    }

    private async Task<JsonElement> PlayAsync(params string[] arguments)
    {
        var report = _folder.File("report.json");
        var result = await RunAsync([.. arguments, "--report", report]);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return JsonDocument.Parse(await File.ReadAllTextAsync(report)).RootElement;
    }

    private Task<CommandLine.Result> RunAsync(params string[] arguments) =>
        _system.RunAsPeopleAsync(_folder.File("setup.key"), ["story", "play", "--city", Sources.Kupang, "--story-folder", _folder.Path, .. arguments]);

    private static void AssertFigures(JsonElement report, params (string Name, int Value)[] expected) =>
        Assert.All(expected, figure => Assert.Equal(figure, (figure.Name, report.GetProperty(figure.Name).GetInt32())));
}
