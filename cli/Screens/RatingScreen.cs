using Spectre.Console;
using Workforce.Cli.Cities;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>rate</c>: what was signed, and what was not and why.</summary>
public static class RatingScreen
{
    public static void Show(Screen screen, City city, RateByFileReply reply, TimeSpan time)
    {
        var mark = reply is { RowsRejected: 0, BrokenOff: false } ? "[green]✓[/]" : "[yellow]![/]";
        screen.Line($"{mark} [bold]{Words.Count(reply.RowsRead, "row")}[/] of ratings for {Words.Safe(city.Name)} read in {Words.Time(time)}");
        var counts = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        counts.AddRow("  Signed", Words.Number(reply.RowsSigned), "[dim]by you, in the capacity of your appointment[/]");
        counts.AddRow("  Unchanged", Words.Number(reply.RowsUnchanged), "[dim]rows that say what is signed already[/]");
        counts.AddRow("  Rejected", FindingsTable.Coloured(reply.RowsRejected, "red"), reply.RowsRejected == 0 ? "" : "[dim]make these rows right and hand the sheet in again[/]");
        screen.Console.Write(counts);
        FindingsTable.Show(screen, reply.Findings, reply.FindingsTruncated, reply.BrokenOff, "the first 1,000");
        if (reply.BrokenOff)
            screen.Line("[red]Rows after the last one read were not looked at; the first finding says why.[/]");
    }

    public static void Show(Screen screen, RatingOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            screen.Line($"[red]Not signed:[/] {Words.Safe(refusal.Field.Replace("ratings[0].", "", StringComparison.Ordinal))} {Words.Safe(refusal.Reason)}");
            return;
        }
        var content = outcome.Rating.Content;
        var verb = outcome.Kind is RatingOutcomeKind.Unchanged ? "is signed already" : "signed";
        screen.Line($"[green]✓[/] Rating {verb}: [bold]{Words.Safe(WordOf(content.Predicate))}[/], version {content.Version}, by {Words.Safe(content.SignedBy.Name)} ({Words.Safe(content.Capacity.ToString().ToLowerInvariant())})");
        screen.Line($"[dim]SHA-256[/] {Words.Safe(outcome.Rating.Sha256)}");
        if (!outcome.Rating.Recommendation.Renew)
            screen.Line($"[yellow]By the policy not to renew:[/] {Words.Safe(string.Join(", ", outcome.Rating.Recommendation.Grounds.Select(ground => ground.ToString().ToLowerInvariant())))}");
    }

    public static void ShowTemplate(Screen screen, City city, string path, RatingSheetHeader header)
    {
        screen.Line($"[green]✓[/] {Words.Count(header.Rows, "worker")} written to {Words.Safe(path)}");
        screen.Line($"[dim]Fill it in, then:[/] workforce rate {Words.Safe(path)} --city {Words.Safe(city.Code)}");
    }

    private static string WordOf(Predicate predicate) =>
        RatingSection.Predicates.FirstOrDefault(known => known.Value == predicate).Key?.Replace('_', ' ') ?? $"predicate {(int)predicate}";
}
