using System.Text.Json;
using Spectre.Console;
using Workforce.Cli.Clocks;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Stories;

/// <summary>The output of <c>story</c>: its steps, and what has become of it.</summary>
public static class StoryScreen
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void ShowSteps(Screen screen, Story story)
    {
        screen.Line($"The story of [bold]{Words.Safe(story.City.City.Name)}[/] starts at {Words.Moment(story.StartsAt)}");
        var table = screen.Table().AddColumn(new TableColumn("When").NoWrap()).AddColumn("What");
        foreach (var step in story.Steps)
            table.AddRow(Words.Moment(step.At), Words.Safe(step.Act.Title));
        screen.Console.Write(table);
    }

    public static string ToJson(Story story) => JsonSerializer.Serialize(
        new
        {
            City = story.City.City.Code,
            StartsAt = ServiceClock.Iso(story.StartsAt),
            Marks = story.Marks,
            Steps = story.Steps.Select(step => new { At = ServiceClock.Iso(step.At), Title = step.Act.Title }),
        },
        Format);

    /// <summary>The figures that a night alone does not have.</summary>
    public static void ShowFigures(Screen screen, NightReport report)
    {
        var table = screen.Table().Title("[bold]Rated, recommended and decided[/]").AddColumn(new TableColumn("").Width(36)).AddColumn(new TableColumn("count").RightAligned());
        table.AddRow("Separated", Words.Number(report.Separated!.Values.Sum()));
        AddParts(table, report.Separated.Where(code => code.Value > 0));
        table.AddRow("Ratings of those on the list", Words.Number(report.Rated!.Values.Sum()));
        AddParts(table, report.Rated);
        table.AddRow("Contracts of rounds without a rating", Words.Number(report.Unrated!.Value));
        table.AddRow("Received by workers", Words.Number(report.Received!.Value));
        table.AddRow("Objections", Words.Number(report.Objections!.Values.Sum()));
        AddParts(table, report.Objections);
        table.AddRow("Reminders", Words.Number(report.Reminders!.Values.Sum()));
        AddParts(table, report.Reminders);
        table.AddRow("Recommendations", Words.Number(report.Recommended!.Values.Sum()));
        AddParts(table, report.Recommended);
        table.AddRow("Decisions", Words.Number(report.Decided!["renewed"] + report.Decided["not_renewed"]));
        AddParts(table, report.Decided);
        table.AddRow("Refused to be decided", Words.Number(report.Refused!.Values.Sum()));
        AddParts(table, report.Refused);
        screen.Console.Write(table);
    }

    /// <summary>Who is not proposed, or not decided about, by the rule; the story goes on without them.</summary>
    public static void ShowRefused(Screen screen, IReadOnlyCollection<RefusedDecision> refusals)
    {
        if (refusals.Count > 0)
            screen.Line(
                $"[yellow]![/] {Words.Count(refusals.Count, "decision is", "decisions are")} refused: "
                + string.Join(", ", refusals.CountBy(refused => refused.Refusal.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{Words.Safe(rule.Key)} {Words.Number(rule.Value)}")));
    }

    private static void AddParts(Table table, IEnumerable<KeyValuePair<string, int>> parts)
    {
        foreach (var (name, count) in parts)
            table.AddRow($"  [dim]{Words.Safe(name.Replace('_', ' '))}[/]", $"[dim]{Words.Number(count)}[/]");
    }
}
