using System.Text.Json;
using Workforce.Faults.Systems;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>The examples' stories as the command line plays them, each on a system of its own, until their workers are rated.</summary>
[Trait("Category", "Long")]
public sealed class StoryTests
{
    [Fact]
    public async Task Play_KupangUntilRatedTwice_ComesToTheStorysSums()
    {
        await using var system = await StartAsync("2020-10-01T08:00:00+08:00");

        var report = await PlayAsync(system, "kupang");

        AssertFigures(report, ("contracts_expired", 2_180), ("evaluation_requests", 2_180), ("evaluation_requests_open", 12), ("worker_notices", 2_180), ("lost", 0), ("doubled", 0));
        AssertFigures(report, ("unrated", 12), ("received", 2_168));
        // With those of the 82 who left by January, who are in no later sum: 8, 68 and 6.
        AssertFigures(report.GetProperty("rated"), ("sangat_baik", 220), ("baik", 1_801), ("butuh_perbaikan", 94), ("kurang", 41), ("sangat_kurang", 12));
        AssertFigures(report.GetProperty("objections"), ("rejected", 2), ("granted", 1), ("open", 0));
        AssertFigures(report.GetProperty("reminders"), ("worker", 3 * 2_180), ("personnel_office", 3), ("heads", 32 + 12));

        Assert.Equal(report.GetRawText(), (await PlayAsync(system, "kupang")).GetRawText());
    }

    [Fact]
    public async Task Play_BlitarUntilRated_TheEnvironmentOfficeIsRatedAndAllAwaitTheTender()
    {
        await using var system = await StartAsync("2020-10-01T08:00:00+07:00");

        var report = await PlayAsync(system, "blitar");

        AssertFigures(report, ("contracts_expired", 742), ("evaluation_requests", 742), ("evaluation_requests_open", 452), ("notices_await_tender", 742), ("lost", 0), ("doubled", 0));
        AssertFigures(report, ("unrated", 0), ("received", 290));
        var rated = report.GetProperty("rated");
        Assert.Equal((214, 76), (
            rated.GetProperty("sangat_baik").GetInt32() + rated.GetProperty("baik").GetInt32(),
            rated.GetProperty("butuh_perbaikan").GetInt32() + rated.GetProperty("kurang").GetInt32() + rated.GetProperty("sangat_kurang").GetInt32()));
        AssertFigures(report.GetProperty("reminders"), ("worker", 3 * 742), ("personnel_office", 3), ("heads", 18));

        Assert.Equal(report.GetRawText(), (await PlayAsync(system, "blitar")).GetRawText());
    }

    private static Task<RunningSystem> StartAsync(string startsAt) => RunningSystem.StartAsync([$"--Clock:StartsAt={startsAt}", "--Sweep:Timer=on"]);

    private static async Task<JsonElement> PlayAsync(RunningSystem system, string city)
    {
        var file = Path.GetTempFileName();
        try
        {
            await CommandLine.OutputAsync(system, 0, "story", "play", "--city", city, "--until", "rated", "--report", file);
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
