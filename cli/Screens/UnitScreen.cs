using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>unit</c>.</summary>
public static class UnitScreen
{
    public static void Show(Screen screen, City city, WorkUnit unit, int openRequests, Letter? letter)
    {
        screen.Line($"[bold]{Words.Safe(unit.Name)}[/], {Words.Safe(city.Name)}");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.AddRow("  Code, kind", $"{Words.Safe(unit.Code)}, {Words.Safe(unit.Kind)}");
        if (unit.Aliases.Count > 0)
            table.AddRow("  Aliases", Words.Safe(string.Join(", ", unit.Aliases)));
        table.AddRow("  Head", $"{Words.Safe(unit.Head?.Name ?? "")}, {Words.Safe(unit.Head?.Title ?? "")}");
        table.AddRow("  To rate", openRequests == 0 ? "nothing" : Words.Count(openRequests, "open request"));
        screen.Console.Write(table);
        if (letter is null)
            screen.Line("  [dim]No letter yet.[/]");
        else
            Document.Show(screen, letter.Subject, letter.Text);
    }
}
