using Google.Protobuf;
using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>object</c> and <c>rule</c>: what was filed, until when it is ruled on, and what the superior says.</summary>
public static class ObjectionsScreen
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithIndentation());

    public static void ShowFiled(Screen screen, City city, Objection objection)
    {
        screen.Line($"[green]✓[/] Objection of {Words.Day(objection.FiledOn)} against version {objection.Version} of the rating, filed by {Words.Safe(objection.FiledBy.Name)}");
        if (objection.Ruling is not null)
        {
            ShowRuled(screen, objection);
            return;
        }
        screen.Line($"[dim]A superior rules by[/] {Words.Day(objection.RulingDue)}[dim]. Until then the unit's head corrects nothing. Id:[/] {Words.Safe(objection.Id)}");
        screen.Line($"[dim]Next, as the superior:[/] workforce rule {Words.Safe(objection.Id)} --rejected --reason TEXT [dim]or[/] --granted [dim]with what the rating becomes. All of them:[/] workforce object list --city {Words.Safe(city.Code)}");
    }

    public static void ShowRuled(Screen screen, Objection objection)
    {
        var ruling = objection.Ruling;
        var late = objection.Late ? $" [yellow](late: it was due on {Words.Day(objection.RulingDue)})[/]" : "";
        screen.Line($"[green]✓[/] Objection [bold]{WordOf(ruling.Outcome)}[/] by {Words.Safe(ruling.RuledBy.Name)} ({Words.Safe(ruling.Capacity.ToString().ToLowerInvariant())}), by version {ruling.Version} of the rating{late}");
        screen.Line($"[dim]Because:[/] {Words.Safe(ruling.Reason)}");
        screen.Line("[dim]The ruling is final.[/]");
    }

    public static void Show(Screen screen, City city, IReadOnlyList<Objection> objections, IReadOnlyList<WorkUnit> units)
    {
        var (open, late) = (objections.Count(objection => objection.Ruling is null), objections.Count(objection => objection.Late));
        screen.Line($"[bold]{Words.Safe(city.Name)}[/]: {Words.Count(objections.Count, "objection")}, {Words.Number(open)} open, {Words.Number(late)} late");
        if (objections.Count == 0)
            return;
        var table = screen.Table();
        table.AddColumn(new TableColumn("Filed, id").NoWrap());
        foreach (var name in (string[])["Of", "Because", "Ruling"])
            table.AddColumn(new TableColumn(name));
        foreach (var objection in objections)
            table.AddRow(
                $"{Words.Safe(objection.FiledOn)}{(objection.Paper is { } paper ? $"\n{Words.Safe(paper.Number)}" : "")}\n{Words.Safe(objection.Id)}",
                $"{Words.Safe(units.NameOf(objection.UnitId))}\ncontract {Words.Safe(objection.ContractId)}, version {objection.Version}",
                Words.Safe(objection.Reason),
                RulingOf(objection));
        screen.Console.Write(table);
        if (open > 0)
            screen.Line("[dim]The superior of the unit's head rules:[/] workforce rule ID --granted [dim]or[/] --rejected --reason TEXT");
    }

    public static string ToJson(Objection objection) => Formatter.Format(objection);

    public static string ToJson(IEnumerable<Objection> objections) => Formatter.Format(new ListObjectionsReply { Objections = { objections } });

    private static string RulingOf(Objection objection) => objection.Ruling is { } ruling
        ? $"{(objection.Late ? "[yellow]late[/], " : "")}{WordOf(ruling.Outcome)} by {Words.Safe(ruling.RuledBy.Name)}\n{Words.Safe(ruling.Reason)}"
        : objection.Late ? $"[red]late:[/] due {Words.Safe(objection.RulingDue)}" : $"due {Words.Safe(objection.RulingDue)}";

    private static string WordOf(RulingOutcome outcome) => outcome is RulingOutcome.Granted ? "granted" : "rejected";
}
