using Spectre.Console;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>export</c>: how many contracts are in force, how many rows the file has, and why others are left out.</summary>
public static class ExportScreen
{
    /// <param name="path">Of the file.</param>
    /// <param name="excludedPath">Of the file with the excluded rows; null where the layout has none.</param>
    public static void Show(Screen screen, City city, ExportRequest request, Exported exported, string path, string? excludedPath)
    {
        var (header, summary) = (exported.Header, exported.Summary);
        var rules = header.RulesOf.Length == 0 ? "" : $", by the rules of {Words.Day(header.RulesOf)}";
        screen.Line($"[green]✓[/] [bold]{Words.Count(summary.Contracts, "contract")}[/] of {Words.Safe(city.Name)} in force on {Words.Day(request.AsOf)}{rules}");
        var sums = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        sums.AddRow("  Exported", Words.Number(summary.Rows), $"[dim]rows of[/] {Words.Safe(path)}");
        foreach (var excluded in summary.Excluded)
            sums.AddRow(excluded.Reason is ExclusionReason.OtherCity ? "  Left out" : "  Excluded", Words.Number(excluded.Rows), $"[dim]{NameOf(excluded.Reason)}[/]");
        screen.Console.Write(sums);
        if (excludedPath is not null)
            screen.Line($"  The excluded rows, each with its reason, are in {Words.Safe(excludedPath)}");
        screen.Line("[dim]The files have personal data; only you may read them, and the access log has the export.[/]");
    }

    private static string NameOf(ExclusionReason reason) => reason switch
    {
        ExclusionReason.Position => "by position",
        ExclusionReason.Procurement => "paid by procurement",
        ExclusionReason.Blud => "paid by a regional public service agency (BLUD)",
        ExclusionReason.AppointedLater => "appointed after the day of the rules",
        ExclusionReason.LessThanAYear => "less than a year of service",
        ExclusionReason.BelowAge => "below the lowest age",
        ExclusionReason.AboveAge => "above the highest age",
        ExclusionReason.OtherCity => "of workers who went to another city, which has their details; in no file",
        _ => "for a reason that this command does not know",
    };
}
