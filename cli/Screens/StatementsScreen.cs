using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>willing</c>: what was recorded, and what workers have said.</summary>
public static class StatementsScreen
{
    public static void Show(Screen screen, StatementOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            screen.Line($"[red]Not recorded:[/] {RefusalLine.Of(refusal)}");
            return;
        }
        var statement = outcome.Statement;
        var verb = outcome.Result is RecordResult.Recorded ? "Recorded:" : "Is recorded already:";
        var paper = statement.Paper is { } by ? $", by {Words.Safe(by.Number)} of {Words.Day(by.Date)}" : "";
        screen.Line($"[green]✓[/] {verb} [bold]{WordOf(statement.Willingness)}[/], said on {Words.Day(statement.SaidOn)}{paper}; recorded by {Words.Safe(statement.RecordedBy.Name)}");
    }

    public static void Show(Screen screen, City city, IReadOnlyList<Statement> statements, IReadOnlyList<WorkUnit> units)
    {
        var notWilling = statements.Count(statement => statement.Willingness is Willingness.NotWilling);
        screen.Line($"[bold]{Words.Safe(city.Name)}[/]: {Words.Count(statements.Count, "statement")}, {Words.Number(notWilling)} not willing");
        if (statements.Count == 0)
            return;
        var table = screen.Table();
        foreach (var name in (string[])["Said", "Word", "Of", "Paper", "Recorded (UTC)"])
            table.AddColumn(new TableColumn(name));
        foreach (var statement in statements)
            table.AddRow(
                Words.Safe(statement.SaidOn),
                statement.Willingness is Willingness.NotWilling ? $"[yellow]{WordOf(statement.Willingness)}[/]" : WordOf(statement.Willingness),
                $"{Words.Safe(units.NameOf(statement.UnitId))}\ncontract {Words.Safe(statement.ContractId)}",
                statement.Paper is { } paper ? $"{Words.Safe(paper.Number)}\n{Words.Safe(paper.Date)}" : "[dim]the worker's own word[/]",
                $"{Words.Moment(statement.RecordedAt)}\n{Words.Safe(statement.RecordedBy.Name)}");
        screen.Console.Write(table);
    }

    private static string WordOf(Willingness willingness) => willingness is Willingness.Willing ? "willing" : "not willing";
}
