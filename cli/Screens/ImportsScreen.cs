using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>imports</c>, the newest first.</summary>
public static class ImportsScreen
{
    public static void Show(Screen screen, City city, IReadOnlyList<ImportRecord> imports)
    {
        if (imports.Count == 0)
        {
            screen.Line($"Nothing of [bold]{Words.Safe(city.Name)}[/] has been imported. [dim]Next:[/] workforce import FILE --city {Words.Safe(city.Code)}");
            return;
        }
        var table = screen.Table()
            .AddColumn(new TableColumn("Begun (UTC)").NoWrap())
            .AddColumn("File")
            .AddColumn(new TableColumn("By"))
            .AddColumn(new TableColumn("Stored").NoWrap());
        foreach (var name in (string[])["Rows", "Imported", "Unchanged", "Updated", "Rejected"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var import in imports)
            table.AddRow(
                Words.Moment(import.StartedAt),
                Words.Safe(import.FileName), Words.Safe(import.ImportedBy?.Name ?? ""), ExtentOf(import), Words.Number(import.RowsRead), Words.Number(import.RowsImported),
                Words.Number(import.RowsUnchanged), Words.Number(import.RowsUpdated), Words.Number(import.RowsRejected));
        screen.Console.Write(table);
        if (imports.Any(import => import.State is ImportState.BrokenOff))
            screen.Line("After an import that broke off no contract of the city expires until a file of that name, or one of which as many rows are stored, has been imported whole. What is in already is unchanged then.");
    }

    private static string ExtentOf(ImportRecord import) => import.State switch
    {
        ImportState.Whole => "[green]whole file[/]",
        ImportState.Refused => "[red]refused[/]",
        ImportState.Running => $"[yellow]running, {RowsOf(import)}[/]",
        _ => $"[red]broke off, {RowsOf(import)}[/]",
    };

    private static string RowsOf(ImportRecord import) => import.LastRow == 0 ? "nothing" : $"to row {Words.Number(import.LastRow)}";
}
