using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Workforce.Cli.Tests.Scripted;
using Workforce.Contract.V1;
using Xunit;

namespace Workforce.Cli.Tests;

public sealed class RemindersTests
{
    [Fact]
    public async Task Reminders_SomeAreSent_AreARowForEachLastDayAndStep()
    {
        await using var system = await SentAsync();

        var table = (await system.RunAsync("reminders", "--city", "kupang")).Output;
        var json = JsonDocument.Parse((await system.RunAsync("reminders", "--city", "kupang", "--last-day", "2020-12-31", "--json")).Output).RootElement;

        Assert.Contains("31 December 2020", table, StringComparison.Ordinal);
        Assert.Contains("2,180", table, StringComparison.Ordinal);
        Assert.Contains("2020-12-23 16:00:05", table, StringComparison.Ordinal);
        Assert.Contains("Superseded: the worker was reminded by a nearer step", table, StringComparison.Ordinal);
        Assert.Equal("kupang", json.GetProperty("city").GetString());
        Assert.Equal(
            [("2020-12-31", 30, 0, 2_180), ("2020-12-31", 7, 2_180, 0)],
            json.GetProperty("reminders").EnumerateArray().Select(count => (
                count.GetProperty("last_day").GetString()!, count.GetProperty("step").GetInt32(), count.GetProperty("sent").GetInt32(), count.GetProperty("superseded").GetInt32())));
    }

    [Fact]
    public async Task Reminders_NoneIsSent_SaysWhereTheyAreDecided()
    {
        await using var system = await ScriptedSystem.StartAsync();

        var result = await system.RunAsync("reminders", "--city", "kupang");

        Assert.Contains("No reminder of Kota Kupang has been sent.", result.Output, StringComparison.Ordinal);
        Assert.Contains("reminders: { days_before_end: [90, 30, 7] }", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminders_HeadsWereReminded_AreARowForEachDueDayAndStep()
    {
        await using var system = await ScriptedSystem.StartAsync();
        var at = Timestamp.FromDateTimeOffset(new DateTimeOffset(2020, 12, 11, 0, 0, 5, TimeSpan.FromHours(8)));
        system.Script.HeadNotices.Add(new() { RoundId = "r1", DueDay = "2020-12-18", Step = 7, Notices = 62, Unrated = 1_480, FirstIssuedAt = at, LastIssuedAt = at });

        var table = (await system.RunAsync("reminders", "--city", "kupang")).Output;
        var json = JsonDocument.Parse((await system.RunAsync("reminders", "--city", "kupang", "--json")).Output).RootElement;

        Assert.Contains("18 December 2020", table, StringComparison.Ordinal);
        Assert.Contains("1,480", table, StringComparison.Ordinal);
        Assert.DoesNotContain("No reminder", table, StringComparison.Ordinal);
        var row = json.GetProperty("head_reminders")[0];
        Assert.Equal(("r1", "2020-12-18", 7, 62), (row.GetProperty("round").GetString(), row.GetProperty("due_day").GetString(), row.GetProperty("step").GetInt32(), row.GetProperty("heads").GetInt32()));
    }

    private static async Task<ScriptedSystem> SentAsync()
    {
        var system = await ScriptedSystem.StartAsync();
        var sentAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2020, 12, 24, 0, 0, 5, TimeSpan.FromHours(8)));
        system.Script.Reminders.Add(new ReminderCount { LastDay = "2021-01-31", Step = 30, Sent = 1, FirstSentAt = sentAt, LastSentAt = sentAt });
        system.Script.Reminders.Add(new ReminderCount { LastDay = "2020-12-31", Step = 30, Superseded = 2_180 });
        system.Script.Reminders.Add(new ReminderCount { LastDay = "2020-12-31", Step = 7, Sent = 2_180, FirstSentAt = sentAt, LastSentAt = sentAt });
        return system;
    }
}
