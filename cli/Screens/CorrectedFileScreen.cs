using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>contract correct-file</c>: the counts, how often each field was corrected, then the findings.</summary>
public static class CorrectedFileScreen
{
    public static void Show(Screen screen, City city, CorrectByFileReply reply, bool isPreview, TimeSpan time)
    {
        var mark = reply is { RowsRejected: 0, BrokenOff: false } ? "[green]✓[/]" : "[yellow]![/]";
        screen.Line($"{mark} [bold]{Words.Count(reply.RowsRead, "row")}[/] of corrections for {Words.Safe(city.Name)} read in {Words.Time(time)}{(isPreview ? ", as a preview: [bold]nothing is corrected[/]" : "")}");
        var counts = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        counts.AddRow(isPreview ? "  To correct" : "  Corrected", Words.Number(reply.RowsCorrected), $"[dim]{Words.Safe(string.Join(", ", reply.Fields.Select(Of)))}[/]");
        counts.AddRow("  Unchanged", Words.Number(reply.RowsUnchanged), "[dim]rows that say what the register says[/]");
        counts.AddRow("  Rejected", FindingsTable.Coloured(reply.RowsRejected, "red"), reply.RowsRejected == 0 ? "" : "[dim]rows of which nothing is corrected; make them right and hand the file in again[/]");
        counts.AddRow("  Warnings", FindingsTable.Coloured(reply.Warnings, "yellow"), "");
        screen.Console.Write(counts);
        FindingsTable.Show(screen, reply.Findings, reply.FindingsTruncated, reply.BrokenOff, "the first 1,000");
        if (reply.BrokenOff)
            screen.Line("[red]Rows after the last one read were not looked at; the first finding says why.[/]");
        screen.Line("[dim]Only days, unit, position, wage, name and NIK are corrected; other cells are left to[/] workforce import");
    }

    private static string Of(FieldCount field) => field.Field is CorrectedField.Withdrawn
        ? $"{Words.Count(field.Count, "contract")} withdrawn"
        : $"{CorrectionsScreen.FieldName(field.Field)} {Words.Number(field.Count)}";
}
