using Spectre.Console;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>import</c>: the counts, then the findings, those on the file as a whole before those on its rows, as the reply has them.</summary>
public static class ImportScreen
{
    private const int Shown = 50;

    public static void Show(Screen screen, City city, ImportReply reply, TimeSpan time)
    {
        var mark = reply is { RowsRejected: 0, BrokenOff: false } ? "[green]✓[/]" : "[yellow]![/]";
        screen.Line($"{mark} [bold]{Words.Count(reply.RowsRead, "row")}[/] of {Words.Safe(city.Name)}'s register read in {Words.Time(time)}");
        var counts = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        counts.AddRow("  Imported", Words.Number(reply.RowsImported), "[dim]contracts added[/]");
        if (reply.RowsUnchanged > 0)
            counts.AddRow("  Unchanged", Words.Number(reply.RowsUnchanged), "[dim]existing contracts, equal[/]");
        if (reply.RowsUpdated > 0)
            counts.AddRow("  Updated", Words.Number(reply.RowsUpdated), "[dim]existing contracts, changed[/]");
        counts.AddRow("  Rejected", Coloured(reply.RowsRejected, "red"), reply.RowsRejected == 0 ? "" : "[dim]rows not imported; correct them and import the file again[/]");
        counts.AddRow("  Warnings", Coloured(reply.Warnings, "yellow"), reply.Warnings == 0 ? "" : "[dim]on imported rows or on the file; please check them[/]");
        screen.Console.Write(counts);
        if (reply.Findings.Count > 0)
            ShowFindings(screen, reply);
    }

    public static void ShowNext(Screen screen, City city, ImportReply reply)
    {
        screen.Line(reply.End switch
        {
            ImportEnd.BrokenOff => "[red]Rows after the last one read are not in; the first finding says why.[/] Import the file again once it is whole and correct; what is in already is unchanged.",
            ImportEnd.Nothing => reply.RowsRead == 0 ? "[red]The file has a header and no rows.[/]" : "[red]No row could be imported.[/]",
            _ => $"[dim]Next:[/] workforce expire --city {Words.Safe(city.Code)}",
        });
    }

    private static void ShowFindings(Screen screen, ImportReply reply)
    {
        var table = screen.Table()
            .AddColumn(new TableColumn("Row").RightAligned())
            .AddColumn("Finding").AddColumn("Column").AddColumn("Value").AddColumn("Reason");
        foreach (var finding in FirstOf(reply))
        {
            var colour = finding.Severity == Severity.Rejected ? "red" : "yellow";
            table.AddRow(
                Words.Number(finding.Row),
                $"[{colour}]{FindingsFile.Name(finding.Severity)}[/]",
                Words.Safe(finding.Column),
                Words.Safe(finding.Value),
                Words.Safe(finding.Reason));
        }

        screen.Console.Write(table);
        var more = reply.Findings.Count - Shown;
        if (more > 0)
            screen.Line($"  and {(reply.FindingsTruncated ? "more than " : "")}{Words.Count(more, "more finding")}; [bold]--findings FILE[/] writes them all as CSV");
    }

    // Where there are too many, rejected rows before warnings, which are on rows that are in; but why the file was not read further is first.
    private static IEnumerable<Finding> FirstOf(ImportReply reply) =>
        reply.Findings.Index()
            .OrderByDescending(finding => finding.Index == 0 && reply.BrokenOff)
            .ThenByDescending(finding => finding.Item.Severity is Severity.Rejected)
            .Take(Shown)
            .OrderBy(finding => finding.Index)
            .Select(finding => finding.Item);

    private static string Coloured(int count, string colour) => count == 0 ? "0" : $"[{colour}]{Words.Number(count)}[/]";
}
