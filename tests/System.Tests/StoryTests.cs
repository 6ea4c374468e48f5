using System.Text.Json;
using Workforce.Faults.Systems;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>The examples' stories as the command line plays them, each on a system of its own, until its last mark.</summary>
[Trait("Category", "Long")]
public sealed class StoryTests
{
    [Fact]
    public async Task Play_KupangUntilItsMarks_ComesToTheStorysSums()
    {
        await using var system = await StartAsync("2020-10-01T08:00:00+08:00");

        var rated = await PlayAsync(system, "kupang", "--until", "rated");

        AssertKupangIsRated(rated);
        AssertFigures(rated.GetProperty("recommended"), ("renew", 0), ("not", 0), ("none", 0));

        var report = await PlayAsync(system, "kupang", "--until", "recommended");

        AssertKupangIsRated(report);
        AssertKupangIsRecommended(report);
        AssertFigures(report.GetProperty("decided"), ("renewed", 0), ("not_renewed", 0), ("overrides", 0));

        var decided = await PlayAsync(system, "kupang", "--until", "decided");

        // Nine were rated late; what was rated and recommended by the marks before stays as it was.
        AssertKupangIsRated(decided, unratedOfTheNight: 3, headsReminded: 32 + 12 + 12);
        AssertKupangIsRecommended(decided);
        AssertFigures(decided.GetProperty("decided"), ("renewed", 2_019), ("not_renewed", 79), ("overrides", 12));
        Assert.Empty(decided.GetProperty("refused").EnumerateObject());

        Assert.Equal(decided.GetRawText(), (await PlayAsync(system, "kupang")).GetRawText());
    }

    [Fact]
    public async Task Play_BlitarUntilItsMarks_TheEnvironmentOfficeIsRatedAndAllAwaitTheTender()
    {
        await using var system = await StartAsync("2020-10-01T08:00:00+07:00");

        var rated = await PlayAsync(system, "blitar", "--until", "rated");

        AssertBlitarIsRated(rated);
        AssertFigures(rated.GetProperty("recommended"), ("renew", 0), ("not", 0), ("none", 0));

        var report = await PlayAsync(system, "blitar", "--until", "recommended");

        AssertBlitarIsRated(report);
        AssertFigures(report.GetProperty("recommended"), ("renew", 214), ("not", 76), ("none", 452));
        AssertFigures(report.GetProperty("recommended_by_unit").GetProperty("dlh"), ("renew", 214), ("not", 76), ("none", 0));
        AssertUnitsSumUp(report, units: 8);

        Assert.Equal(report.GetRawText(), (await PlayAsync(system, "blitar")).GetRawText());
    }

    private static void AssertKupangIsRecommended(JsonElement report)
    {
        AssertFigures(report.GetProperty("recommended"), ("renew", 2_006), ("not", 80), ("none", 12));
        AssertUnitsSumUp(report, units: 62);
    }

    private static void AssertKupangIsRated(JsonElement report, int unratedOfTheNight = 12, int headsReminded = 32 + 12)
    {
        AssertFigures(report, ("contracts_expired", 2_180), ("evaluation_requests", 2_180), ("evaluation_requests_open", unratedOfTheNight), ("worker_notices", 2_180), ("lost", 0), ("doubled", 0));
        AssertFigures(
            report.GetProperty("separated"), ("cpns", 14), ("state_company", 5), ("moved_city", 8), ("resigned", 6), ("died", 3), ("age_limit", 46), ("pppk", 0), ("never_existed", 0));
        // Of 2,168: 82 of them have left, with 8, 68 and 6.
        AssertFigures(report.GetProperty("rated"), ("sangat_baik", 212), ("baik", 1_733), ("butuh_perbaikan", 88), ("kurang", 41), ("sangat_kurang", 12));
        AssertFigures(report, ("unrated", 12), ("received", 2_168));
        AssertFigures(report.GetProperty("objections"), ("rejected", 2), ("granted", 1), ("open", 0));
        AssertFigures(report.GetProperty("reminders"), ("worker", 3 * 2_180), ("personnel_office", 3), ("heads", headsReminded));
    }

    private static void AssertBlitarIsRated(JsonElement report)
    {
        AssertFigures(report, ("contracts_expired", 742), ("evaluation_requests", 742), ("evaluation_requests_open", 452), ("notices_await_tender", 742), ("lost", 0), ("doubled", 0));
        AssertFigures(report, ("unrated", 0), ("received", 290));
        Assert.All(report.GetProperty("separated").EnumerateObject(), code => Assert.Equal(0, code.Value.GetInt32()));
        var rated = report.GetProperty("rated");
        Assert.Equal((214, 76), (
            rated.GetProperty("sangat_baik").GetInt32() + rated.GetProperty("baik").GetInt32(),
            rated.GetProperty("butuh_perbaikan").GetInt32() + rated.GetProperty("kurang").GetInt32() + rated.GetProperty("sangat_kurang").GetInt32()));
        AssertFigures(report.GetProperty("reminders"), ("worker", 3 * 742), ("personnel_office", 3), ("heads", 18));
    }

    private static void AssertUnitsSumUp(JsonElement report, int units)
    {
        var byUnit = report.GetProperty("recommended_by_unit").EnumerateObject().ToList();
        Assert.Equal(units, byUnit.Count);
        Assert.All(report.GetProperty("recommended").EnumerateObject(), outcome =>
            Assert.Equal(outcome.Value.GetInt32(), byUnit.Sum(unit => unit.Value.GetProperty(outcome.Name).GetInt32())));
    }

    private static Task<RunningSystem> StartAsync(string startsAt) => RunningSystem.StartAsync([$"--Clock:StartsAt={startsAt}", "--Sweep:Timer=on"]);

    private static async Task<JsonElement> PlayAsync(RunningSystem system, string city, params string[] until)
    {
        var file = Path.GetTempFileName();
        try
        {
            await CommandLine.OutputAsync(system, 0, ["story", "play", "--city", city, .. until, "--report", file]);
            return JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertFigures(JsonElement report, params (string Name, int Value)[] expected) =>
        Assert.All(expected, figure => Assert.Equal(figure, (figure.Name, report.GetProperty(figure.Name).GetInt32())));
}
