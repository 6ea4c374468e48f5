using Spectre.Console;
using Workforce.Cli.Cities;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>separate</c>: what was recorded, what was not and what to do, and who has left.</summary>
public static class SeparationsScreen
{
    public static void Show(Screen screen, SeparationOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
            screen.Line($"[red]Not recorded:[/] {RefusalLine.Of(refusal)}");
        if (outcome.Separation is not { } separation)
            return;
        var verb = outcome.Result switch
        {
            RecordResult.Recorded => "[green]✓[/] Recorded:",
            RecordResult.Unchanged => "[green]✓[/] Is recorded already:",
            _ => "[yellow]What stands:[/]",
        };
        screen.Line($"{verb} [bold]{EnumWords.Of(separation.Code)}[/] from {Words.Day(separation.EffectiveOn)}{PaperOf(separation)}; recorded by {Words.Safe(separation.RecordedBy.Name)}");
        if (outcome.Refusal is not null)
            screen.Line($"[dim]If that one is wrong:[/] workforce separate withdraw {Words.Safe(separation.Id)} --reason TEXT");
    }

    public static void Show(Screen screen, City city, RecordSeparationsByFileReply reply, TimeSpan time)
    {
        var mark = reply is { RowsRejected: 0, BrokenOff: false } ? "[green]✓[/]" : "[yellow]![/]";
        screen.Line($"{mark} [bold]{Words.Count(reply.RowsRead, "row")}[/] of separations for {Words.Safe(city.Name)} read in {Words.Time(time)}");
        var counts = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        counts.AddRow("  Recorded", Words.Number(reply.RowsRecorded), "[dim]each worker who can be is notified[/]");
        counts.AddRow("  Unchanged", Words.Number(reply.RowsUnchanged), "[dim]rows that say what is recorded already[/]");
        counts.AddRow("  Rejected", FindingsTable.Coloured(reply.RowsRejected, "red"), reply.RowsRejected == 0 ? "" : "[dim]make these rows right and hand the sheet in again[/]");
        screen.Console.Write(counts);
        FindingsTable.Show(screen, reply.Findings, reply.FindingsTruncated, reply.BrokenOff, "the first 1,000");
        if (reply.BrokenOff)
            screen.Line("[red]Rows after the last one read were not looked at; the first finding says why.[/]");
        screen.Line($"[dim]By code:[/] workforce separate count --city {Words.Safe(city.Code)}");
    }

    public static void Show(Screen screen, City city, IReadOnlyList<Separation> separations, IReadOnlyList<WorkUnit> units)
    {
        var withdrawn = separations.Count(separation => separation.Withdrawal is not null);
        screen.Line($"[bold]{Words.Safe(city.Name)}[/]: {Words.Count(separations.Count - withdrawn, "separation")}{(withdrawn == 0 ? "" : $", and {Words.Number(withdrawn)} withdrawn")}");
        if (separations.Count == 0)
            return;
        var table = screen.Table();
        table.AddColumn(new TableColumn("From, id").NoWrap());
        foreach (var name in (string[])["Code", "Of", "Paper", "Recorded (UTC)"])
            table.AddColumn(new TableColumn(name));
        foreach (var separation in separations)
            table.AddRow(
                $"{Words.Safe(separation.EffectiveOn)}\n{Words.Safe(separation.Id)}",
                $"{EnumWords.Of(separation.Code)}{(separation.Withdrawal is { } why ? $"\n[yellow]withdrawn:[/] {Words.Safe(why.Reason)}" : "")}",
                $"{Words.Safe(units.NameOf(separation.UnitId))}\ncontract {Words.Safe(separation.ContractId)}",
                separation.Paper is { } paper ? $"{Words.Safe(paper.Number)}\n{Words.Safe(paper.Date)}" : "",
                $"{Words.Moment(separation.RecordedAt)}\n{Words.Safe(separation.RecordedBy.Name)}");
        screen.Console.Write(table);
    }

    public static void Show(Screen screen, City city, CountSeparationsReply reply)
    {
        screen.Line($"[bold]{Words.Safe(city.Name)}[/]: {Words.Count(reply.Counts.Sum(count => count.Separations), "separation")}");
        if (reply.Counts.Count == 0)
            return;
        var table = screen.Table().AddColumn("Code").AddColumn(new TableColumn("Separations").RightAligned());
        foreach (var count in reply.Counts)
            table.AddRow(EnumWords.Of(count.Code), Words.Number(count.Separations));
        screen.Console.Write(table);
    }

    public static void ShowWithdrawn(Screen screen, Separation separation) => screen.Line(
        $"[green]✓[/] Withdrawn: {EnumWords.Of(separation.Code)} from {Words.Day(separation.EffectiveOn)}; by {Words.Safe(separation.Withdrawal.WithdrawnBy.Name)}, because {Words.Safe(separation.Withdrawal.Reason)}");

    private static string PaperOf(Separation separation) => separation.Paper is { } paper ? $", by {Words.Safe(paper.Number)} of {Words.Day(paper.Date)}" : "";
}
