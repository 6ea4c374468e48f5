using Google.Protobuf.WellKnownTypes;
using Spectre.Console;
using Workforce.Cli.Cities;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>states</c>: how many workers are in which state, who they are, and whether it sums to the register.</summary>
public static class StatesScreen
{
    /// <param name="units">Those of the city, for a line each; null for all together.</param>
    public static void Show(Screen screen, City city, CountStatesReply counts, IReadOnlyList<WorkUnit>? units)
    {
        screen.Line($"{Head(city, counts.Day, counts.KnownAt)}: {Words.Count(counts.Population, "worker")}");
        if (counts.Counts.Count == 0)
            return;
        var table = screen.Table();
        if (units is null)
            AddStates(table, counts);
        else
            AddUnits(table, counts, units);
        screen.Console.Write(table);
        if (counts.Counts.Sum(count => count.Workers) is var sum && sum != counts.Population)
            screen.Line($"[red]The states sum to {Words.Number(sum)}.[/]");
    }

    public static void Show(Screen screen, City city, CheckStatesReply check, IReadOnlyList<WorkUnit> units)
    {
        var head = Head(city, check.Day, check.KnownAt);
        if (check.Counted != check.Population)
            screen.Line($"[red]✗[/] {head}: the states sum to {Words.Number(check.Counted)} of {Words.Count(check.Population, "worker")}");
        if (check.Unclosed.Count == 0)
        {
            screen.Line($"[green]✓[/] {head}:");
            screen.Line($"{Words.Count(check.Registered, "worker")} in the register, each in one state, in every unit");
            return;
        }
        screen.Line($"[red]✗[/] {head}:");
        screen.Line($"{Words.Number(check.Counted)} in a state, {Words.Number(check.Registered)} in the register; {Words.Count(check.Unclosed.Count, "unit does", "units do")} not close");
        var table = screen.Table().AddColumn("Unit").AddColumn(new TableColumn("In a state").RightAligned()).AddColumn(new TableColumn("In the register").RightAligned());
        foreach (var unit in check.Unclosed)
            table.AddRow(Words.Safe(units.NameOf(unit.UnitId)), Words.Number(unit.Counted), Words.Number(unit.Registered));
        screen.Console.Write(table);
        screen.Line("[dim]Contracts may be on their way: ask again in a minute. Otherwise Contract refuses some, or has them as dead letters.[/]");
    }

    public static void Show(Screen screen, City city, ListStatesReply states, IReadOnlyList<WorkUnit> units)
    {
        screen.Line($"{Head(city, states.Day, states.KnownAt)}: {Words.Count(states.States.Count, "worker")}");
        if (states.States.Count == 0)
            return;
        var table = screen.Table().AddColumn("State").AddColumn("Since").AddColumn("Unit").AddColumn(new TableColumn("Worker, contract").NoWrap());
        foreach (var state in states.States)
            table.AddRow(EnumWords.Of(state.State), Words.Safe(state.Since), Words.Safe(units.NameOf(state.UnitId)), $"{Words.Safe(state.WorkerId)}\n{Words.Safe(state.ContractId)}");
        screen.Console.Write(table);
    }

    private static void AddStates(Table table, CountStatesReply counts)
    {
        RenewalOutcome[] outcomes = [.. counts.Counts.Select(count => count.Decided).Distinct().Where(outcome => outcome is not RenewalOutcome.Unspecified).Order()];
        table.AddColumn("State").AddColumn(new TableColumn("Workers").RightAligned());
        foreach (var outcome in outcomes)
            table.AddColumn(new TableColumn(outcome is RenewalOutcome.Renew ? "Decided: renewed" : "Decided: not renewed").RightAligned());
        foreach (var (word, state) in EnumWords.All<WorkerState>())
            if (Sum(counts, state) is var workers and > 0)
                table.AddRow([
                    word, Words.Number(workers),
                    .. outcomes.Select(outcome => Words.Number(counts.Counts.Where(count => count.State == state && count.Decided == outcome).Sum(count => count.Workers)))]);
    }

    // Columns of states that no worker is in are left out.
    private static void AddUnits(Table table, CountStatesReply counts, IReadOnlyList<WorkUnit> units)
    {
        var states = EnumWords.All<WorkerState>().Where(state => Sum(counts, state.Value) > 0).ToList();
        table.AddColumn("Unit");
        foreach (var (word, _) in states)
            table.AddColumn(new TableColumn(word).RightAligned());
        table.AddColumn(new TableColumn("All").RightAligned());
        foreach (var unit in counts.Counts.GroupBy(count => count.UnitId).Select(of => (Name: Words.Safe(units.NameOf(of.Key)), Counts: of.ToList())).OrderBy(unit => unit.Name, StringComparer.Ordinal))
            table.AddRow([
                unit.Name, .. states.Select(state => Words.Number(unit.Counts.Where(count => count.State == state.Value).Sum(count => count.Workers))),
                Words.Number(unit.Counts.Sum(count => count.Workers))]);
    }

    private static int Sum(CountStatesReply counts, WorkerState state) => counts.Counts.Where(count => count.State == state).Sum(count => count.Workers);

    private static string Head(City city, string day, Timestamp? knownAt) =>
        $"[bold]{Words.Safe(city.Name)}[/] on {Words.Day(day)}{(knownAt is null ? "" : $", as known at {Words.Moment(knownAt)} UTC")}";
}
