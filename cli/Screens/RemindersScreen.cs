using System.Text.Json;
using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>reminders</c>, the newest last day first.</summary>
public static class RemindersScreen
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Show(Screen screen, City city, IReadOnlyList<ReminderCount> counts)
    {
        if (counts.Count == 0)
        {
            screen.Line($"No reminder of [bold]{Words.Safe(city.Name)}[/] has been sent.");
            screen.Line("[dim]When they are sent stands in policy.yaml, for example[/] reminders: { days_before_end: [[90, 30, 7]] }");
            return;
        }
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

    public static string ToJson(City city, IReadOnlyList<ReminderCount> counts) => JsonSerializer.Serialize(
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
        },
        Format);
}
