using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>Whom open evaluation requests of one unit and last day are asked of.</summary>
/// <param name="Name">Of the head, or of who acted as head (Plt, Plh, Pj), when the cycle was opened.</param>
/// <param name="Title">The office (jabatan) then.</param>
/// <param name="Requests">How many.</param>
/// <param name="LastDay">yyyy-MM-dd; of the contracts.</param>
/// <param name="DueDay">yyyy-MM-dd; by when they are to be rated.</param>
public sealed record AskedHead(string Name, string Title, int Requests, string LastDay, string DueDay);

/// <summary>The output of <c>unit</c>.</summary>
public static class UnitScreen
{
    public static void Show(Screen screen, City city, WorkUnit unit, IReadOnlyList<AskedHead> asked, Letter? letter)
    {
        screen.Line($"[bold]{Words.Safe(unit.Name)}[/], {Words.Safe(city.Name)}");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.AddRow("  Code, kind", $"{Words.Safe(unit.Code)}, {Words.Safe(unit.Kind)}");
        if (unit.Aliases.Count > 0)
            table.AddRow("  Aliases", Words.Safe(string.Join(", ", unit.Aliases)));
        table.AddRow("  Head", $"{Words.Safe(unit.Head?.Name ?? "")}, {Words.Safe(unit.Head?.Title ?? "")}");
        table.AddRow("  To rate", asked.Count == 0 ? "nothing" : Words.Count(asked.Sum(head => head.Requests), "open request"));
        foreach (var head in asked)
        {
            table.AddRow("  Asked of", head.Title.Length == 0 ? Words.Safe(head.Name) : $"{Words.Safe(head.Name)}, {Words.Safe(head.Title)}");
            table.AddRow("", $"{Words.Count(head.Requests, "request")} by {Words.Day(head.DueDay)}, last day {Words.Day(head.LastDay)}");
        }

        screen.Console.Write(table);
        if (letter is null)
            screen.Line("  [dim]No letter yet.[/]");
        else
            Document.Show(screen, letter.Subject, letter.Text);
    }
}
