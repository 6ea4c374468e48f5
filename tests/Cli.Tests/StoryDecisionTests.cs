using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>What a story enters to decide whose contract is renewed, against scripted services, and what its report says of the marks before.</summary>
public sealed class StoryDecisionTests : IAsyncLifetime, IDisposable
{
    // Is not recommended, is rated late, and two are recommended.
    private const string Poor = "5371012407839001";
    private const string Late = "5371012407839002";
    private const string Good = "5371012407839003";
    private const string Punished = "5371012407839004";

    private readonly TemporaryFolder _folder = new();
    private ScriptedSystem _system = null!;

    private Script Script => _system.Script;

    private ScriptedProposals Decided => Script.Story.Decided;

    public async Task InitializeAsync()
    {
        _system = await ScriptedSystem.StartAsync();
        Script.Story.IsPlayed = true;
        _folder.Write("register.csv", $"NIK,Unit Kerja\n{Poor},Bagian Hukum\n{Late},Dinas Kesehatan\n{Good},Bagian Hukum\n{Punished},Bagian Hukum\n");
        Directory.CreateDirectory(_folder.File("sheets"));
        _folder.Write("sheets/bagian-hukum.csv", "NIK\n1\n3\n4\n");
        Directory.CreateDirectory(_folder.File("late"));
        _folder.Write("late/dinkes.csv", "NIK\n2\n");
        _folder.Write("usulan.csv", $"NIK,Usulan\n{Poor},diperpanjang\n{Punished},tidak diperpanjang\n");
        _folder.Write("story.yaml", """
            starts_at: 2020-10-01T08:00
            steps:
              - { at: 2020-10-01T08:00, import: register.csv }
              - { at: 2020-10-01T08:00, appoint: { office: walikota, name: Wardaya, subject: walikota, from: 2017-08-22 } }
              - { at: 2020-12-01T09:00, round: { kind: yearly, from: 2020-01-01, to: 2020-12-31, due: 2020-12-18 } }
              - { at: 2020-12-10T10:00, ratings: sheets }
              - { at: 2021-01-01T00:00:05, expire: 2021-01-01 }
              - { at: 2021-01-06T12:00, mark: rated }
              - { at: 2021-01-06T15:00, recommend: 2020-12-31 }
              - { at: 2021-01-06T17:00, mark: recommended }
              - { at: 2021-01-07T08:00, ratings: late }
              - { at: 2021-01-07T08:30, recommend: 2020-12-31 }
              - { at: 2021-01-07T09:00, propose: { file: usulan.csv, as_recommended: true } }
              - { at: 2021-01-07T10:00, confirm: {} }
              - { at: 2021-01-07T12:00, mark: decided }
            """);
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Play_ToTheEnd_ProposesAsThePersonnelOfficeAndDecidesAsTheSignatory()
    {
        var report = await PlayAsync();

        AssertFigures(report.GetProperty("decided"), ("renewed", 3), ("not_renewed", 1), ("overrides", 2));
        Assert.Empty(report.GetProperty("refused").EnumerateObject());
        var (proposer, header) = Assert.Single(Decided.Sheets);
        Assert.Equal(("kepegawaian", "usulan.csv", true), (proposer, header.FileName, header.AsRecommended));
        var (signatory, confirmed) = Assert.Single(Decided.Confirmed);
        Assert.Equal(("walikota", Decided.Proposals[0].Id), (signatory, confirmed.ProposalId));
        Assert.True(Guid.TryParse(header.RequestId, out _) && Guid.TryParse(confirmed.RequestId, out _));
    }

    [Fact]
    public async Task Play_OnFromAMark_WhatWasRatedAndRecommendedStaysAsItWas()
    {
        var recommended = await PlayAsync("--until", "recommended");

        AssertFigures(recommended, ("unrated", 1));
        AssertFigures(recommended.GetProperty("recommended"), ("renew", 2), ("not", 1), ("none", 1));
        AssertFigures(recommended.GetProperty("decided"), ("renewed", 0), ("not_renewed", 0), ("overrides", 0));

        var decided = await PlayAsync();

        foreach (var figure in (string[])["rated", "unrated", "recommended", "recommended_by_unit", "separated"])
            Assert.Equal(recommended.GetProperty(figure).GetRawText(), decided.GetProperty(figure).GetRawText());
        // The late rating is in, nevertheless.
        Assert.Equal(4, Script.Story.Ratings.Count);
    }

    [Fact]
    public async Task Play_SeparationAfterTheMark_CountsAsSeparatedAndIsRatedAsOfTheMark()
    {
        _folder.Write("separations.csv", $"NIK,Kode,Berlaku\n{Good},resigned,2021-01-01\n");
        _folder.Change("story.yaml", "  - { at: 2021-01-07T08:00,", "  - { at: 2021-01-07T07:00, separate: separations.csv }\n  - { at: 2021-01-07T08:00,");

        var report = await PlayAsync();

        AssertFigures(report.GetProperty("separated"), ("resigned", 1));
        AssertFigures(report.GetProperty("rated"), ("kurang", 3));
    }

    [Fact]
    public async Task Play_SecondTime_ProposesNothingAgainAndReportsTheSame()
    {
        var first = await PlayAsync();

        var second = await PlayAsync();

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal((1, 1, 2), (Decided.Sheets.Count, Decided.Confirmed.Count, Script.Story.Recommended.Count));
    }

    [Fact]
    public async Task Play_InterruptedWhileDeciding_MakesTheSameCallsAgain()
    {
        await PlayAsync();
        // As if it had ended before the clock was moved on.
        foreach (var service in Script.Clocks.Keys)
            Script.Clocks[service] = new DateTimeOffset(2021, 1, 7, 9, 0, 0, TimeSpan.FromHours(8));

        await PlayAsync();

        Assert.Equal((2, 1), (Decided.Sheets.Count, Decided.Sheets.Select(sheet => sheet.Header.RequestId).Distinct().Count()));
        Assert.Equal((2, 1), (Decided.Confirmed.Count, Decided.Confirmed.Distinct().Count()));
        Assert.Equal((1, 4), (Decided.Proposals.Count, Decided.Decisions.Count));
    }

    [Fact]
    public async Task Propose_RejectedRow_StopsThereAndGoesOnOnceItIsRight()
    {
        _folder.Change("usulan.csv", "tidak diperpanjang", "mungkin");

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "usulan.csv row 3, Usulan: 'mungkin' is none of diperpanjang, tidak diperpanjang; nothing of the file is in. Correct the file and play the story again", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Decided.Confirmed);

        _folder.Change("usulan.csv", "mungkin", "tidak diperpanjang");
        result = await RunAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, Decided.Sheets.Select(sheet => sheet.Header.RequestId).Distinct().Count());
        Assert.DoesNotContain(Poor, result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("propose: { as_recommended: true }")]
    [InlineData("propose:")]
    public async Task Propose_AsRecommendedAlone_HoldsWhoIsNotRatedAndGoesOn(string act)
    {
        _folder.Change("story.yaml", "propose: { file: usulan.csv, as_recommended: true }", act);
        _folder.Change("story.yaml", "  - { at: 2021-01-07T08:30, recommend: 2020-12-31 }\n", "");

        var report = await PlayAsync();

        var (proposer, request) = Assert.Single(Decided.Calls);
        Assert.Equal(("kepegawaian", true, 0), (proposer, request.AsRecommended, request.Decisions.Count));
        AssertFigures(report.GetProperty("decided"), ("renewed", 2), ("not_renewed", 1), ("overrides", 0));
        AssertFigures(report.GetProperty("refused"), ("unrated", 1));
    }

    [Fact]
    public async Task Propose_BySheetAlone_DecidesNoOneElse()
    {
        _folder.Change("story.yaml", "propose: { file: usulan.csv, as_recommended: true }", "propose: usulan.csv");

        var report = await PlayAsync();

        Assert.False(Assert.Single(Decided.Sheets).Header.AsRecommended);
        AssertFigures(report.GetProperty("decided"), ("renewed", 1), ("not_renewed", 1), ("overrides", 2));
    }

    [Theory]
    [InlineData("  - { at: 2021-01-07T09:00, propose: { file: usulan.csv, as_recommended: true } }\n", "nothing is proposed of the contracts through 31 December 2020; a step above is to propose")]
    [InlineData("  - { at: 2020-10-01T08:00, appoint: { office: walikota, name: Wardaya, subject: walikota, from: 2017-08-22 } }\n", "no one with an identity has the office that signs for Kota Kupang on 2021-01-07")]
    public async Task Confirm_NothingProposedOrNoOneSigns_StopsAndSaysSo(string step, string expected)
    {
        _folder.Change("story.yaml", step, "");

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.Empty(Decided.Confirmed);
    }

    [Fact]
    public async Task Propose_NothingRecommended_StopsAndSaysSo()
    {
        _folder.Change("story.yaml", "  - { at: 2021-01-06T15:00, recommend: 2020-12-31 }\n", "");
        _folder.Change("story.yaml", "  - { at: 2021-01-07T08:30, recommend: 2020-12-31 }\n", "");

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("nothing is proposed of the contracts through 31 December 2020; a step above is to recommend", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_NoticesAreLate_WaitsForEachWorker()
    {
        Decided.NoticesLate = 2;

        var result = await RunAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.True(Decided.NoticesLate < 0);
        Assert.Contains("Workers notified 4 of 4", result.Output, StringComparison.Ordinal);
        Assert.Contains("4 decisions by Wardaya, 0 made before", result.Output, StringComparison.Ordinal);
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
