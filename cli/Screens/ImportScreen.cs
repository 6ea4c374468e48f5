using Spectre.Console;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>import</c>: the counts, then the findings, those on the file as a whole before those on its rows, as the reply has them.</summary>
public static class ImportScreen
{
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
        counts.AddRow("  Rejected", FindingsTable.Coloured(reply.RowsRejected, "red"), reply.RowsRejected == 0 ? "" : "[dim]rows not imported; correct them and import the file again[/]");
        counts.AddRow("  Warnings", FindingsTable.Coloured(reply.Warnings, "yellow"), reply.Warnings == 0 ? "" : "[dim]on imported rows or on the file; please check them[/]");
        screen.Console.Write(counts);
        FindingsTable.Show(screen, reply.Findings, reply.FindingsTruncated, reply.BrokenOff);
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
}
