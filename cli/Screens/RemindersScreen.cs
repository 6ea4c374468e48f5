using System.Text.Json;
using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>reminders</c>, the latest day first.</summary>
public static class RemindersScreen
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Show(Screen screen, City city, IReadOnlyList<ReminderCount> counts, IReadOnlyList<HeadNoticeCount> toHeads)
    {
        if (counts.Count > 0)
            ShowToWorkers(screen, counts);
        if (toHeads.Count > 0)
            ShowToHeads(screen, toHeads);
        if (counts.Count + toHeads.Count == 0)
        {
            screen.Line($"No reminder of [bold]{Words.Safe(city.Name)}[/] has been sent.");
            screen.Line("[dim]When they are sent stands in policy.yaml, for example[/] reminders: { days_before_end: [[90, 30, 7]] }");
        }
    }

    private static void ShowToWorkers(Screen screen, IReadOnlyList<ReminderCount> counts)
    {
        var table = screen.Table().AddColumn(new TableColumn("Last day").NoWrap());
        foreach (var name in (string[])["Days before", "Sent", "Superseded"])
            table.AddColumn(new TableColumn(name).RightAligned());
        table.AddColumn(new TableColumn("First sent (UTC)").NoWrap()).AddColumn(new TableColumn("Last sent (UTC)").NoWrap());
        foreach (var count in counts)
            table.AddRow(
                Words.Day(count.LastDay), Words.Number(count.Step), Words.Number(count.Sent), Words.Number(count.Superseded),
                count.FirstSentAt is { } first ? Words.Moment(first) : "", count.LastSentAt is { } last ? Words.Moment(last) : "");
        screen.Console.Write(table);
        if (counts.Any(count => count.Superseded > 0))
            screen.Line("[dim]Superseded: the worker was reminded by a nearer step, as this one had been missed.[/]");
    }

    private static void ShowToHeads(Screen screen, IReadOnlyList<HeadNoticeCount> counts)
    {
        screen.Line("Heads who were reminded that ratings are due:");
        var table = screen.Table().AddColumn(new TableColumn("Due").NoWrap());
        foreach (var name in (string[])["Days before", "Heads", "Not rated"])
            table.AddColumn(new TableColumn(name).RightAligned());
        table.AddColumn("In").AddColumn(new TableColumn("First sent (UTC)").NoWrap()).AddColumn(new TableColumn("Last sent (UTC)").NoWrap());
        foreach (var count in counts)
            table.AddRow(
                Words.Day(count.DueDay), Words.Number(count.Step), Words.Number(count.Notices), Words.Number(count.Unrated), count.RoundId.Length > 0 ? "round" : "cycle",
                Words.Moment(count.FirstIssuedAt), Words.Moment(count.LastIssuedAt));
        screen.Console.Write(table);
    }

    public static string ToJson(City city, IReadOnlyList<ReminderCount> counts, IReadOnlyList<HeadNoticeCount> toHeads) => JsonSerializer.Serialize(
        new
        {
            City = city.Code,
            Reminders = counts.Select(count => new
            {
                count.LastDay,
                count.Step,
                count.Sent,
                count.Superseded,
                FirstSentAt = count.FirstSentAt?.ToDateTimeOffset(),
                LastSentAt = count.LastSentAt?.ToDateTimeOffset(),
            }),
            HeadReminders = toHeads.Select(count => new
            {
                Round = count.RoundId.Length > 0 ? count.RoundId : null,
                Cycle = count.CycleId.Length > 0 ? count.CycleId : null,
                count.DueDay,
                count.Step,
                Heads = count.Notices,
                count.Unrated,
                FirstSentAt = count.FirstIssuedAt.ToDateTimeOffset(),
                LastSentAt = count.LastIssuedAt.ToDateTimeOffset(),
            }),
        },
        Format);
}
