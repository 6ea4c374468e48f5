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
            .AddColumn(new TableColumn("Stored").NoWrap());
        foreach (var name in (string[])["Rows", "Imported", "Unchanged", "Updated", "Rejected"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var import in imports)
            table.AddRow(
                Words.Moment(import.StartedAt),
                Words.Safe(import.FileName), ExtentOf(import), Words.Number(import.RowsRead), Words.Number(import.RowsImported),
                Words.Number(import.RowsUnchanged), Words.Number(import.RowsUpdated), Words.Number(import.RowsRejected));
        screen.Console.Write(table);
        if (imports.Any(import => !import.Complete))
            screen.Line("An import that is stored to a row only broke off, or still runs if something was stored of it just now. The whole file imported again adds the rest; what is in already is unchanged. One of which nothing is stored was refused, or ended before its first rows were.");
    }

    private static string ExtentOf(ImportRecord import) =>
        import.Complete ? "[green]whole file[/]"
        : import.StoredAt is { } stored ? $"[yellow]to row {Words.Number(import.LastRow)}, {Words.Moment(stored)}[/]"
        : import.FinishedAt is null ? "[yellow]nothing yet[/]"
        : "[red]nothing[/]";
}
