using Google.Protobuf.Collections;
using Spectre.Console;
using Workforce.Cli.Cities;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>decide</c>: what is proposed, decided, withdrawn or refused, and what to do.</summary>
public static class DecisionsScreen
{
    private const int RefusalsShown = 20;

    public static void Show(Screen screen, ProposeReply reply)
    {
        ShowProposed(screen, reply.ProposalId, reply.Proposed, reply.Refused);
        ShowRefusals(screen, reply.Refusals);
    }

    public static void Show(Screen screen, ProposeByFileReply reply)
    {
        screen.Line($"{Words.Count(reply.RowsRead, "row")} read, {FindingsTable.Coloured(reply.RowsRejected, "red")} rejected");
        ShowProposed(screen, reply.ProposalId, reply.Proposed, reply.Refused + reply.RowsRejected);
        FindingsTable.Show(screen, reply.Findings, reply.FindingsTruncated, reply.BrokenOff, "the first 1,000");
        ShowRefusals(screen, reply.Refusals);
        if (reply.BrokenOff)
            screen.Line("[red]Rows after the last one read were not looked at, and nothing is proposed; the first finding says why.[/]");
    }

    public static void Show(Screen screen, ConfirmProgress confirmed)
    {
        var mark = confirmed.Refused == 0 ? "[green]✓[/]" : "[yellow]![/]";
        screen.Line(
            $"{mark} [bold]{Words.Number(confirmed.Decided)} decided[/], {Words.Number(confirmed.Unchanged)} decided so before, "
            + $"{FindingsTable.Coloured(confirmed.Refused, "red")} refused; each worker who is decided about is notified");
        ShowRefusals(screen, confirmed.Refusals);
    }

    public static void Show(Screen screen, WithdrawalOutcome outcome) => screen.Line(
        outcome.Refusal is { } refusal ? $"[red]Not withdrawn:[/] {RefusalLine.Of(refusal)}"
        : $"[green]✓[/] {(outcome.Result is RecordResult.Recorded ? "Withdrawn" : "Is withdrawn already")}: {Of(outcome.Decision)}; the contract is undecided, and the worker is notified");

    public static void Show(
        Screen screen, City city, CycleProgress cycle, CountDecisionsReply counts, IReadOnlyList<Decision> decisions, IReadOnlyList<WorkUnit> units)
    {
        int Workers(Func<DecisionCount, bool> which) => counts.Counts.Where(which).Sum(count => count.Workers);
        var decided = Workers(_ => true);
        screen.Line(
            $"[bold]{Words.Safe(city.Name)}[/], contracts through {Words.Day(cycle.LastDay)}, {Words.Count(counts.Workers, "worker")} on the list: "
            + $"renewed {Words.Number(Workers(count => count.Outcome is RenewalOutcome.Renew))}, not renewed {Words.Number(Workers(count => count.Outcome is RenewalOutcome.NotRenew))}, "
            + $"undecided {Words.Number(counts.Workers - decided)}; {Words.Number(Workers(count => count.IsOverride))} against the recommendation");
        if (decided == 0)
            return;
        ShowUnits(screen, counts, units);
        if (decisions.Count > 0)
            ShowDecisions(screen, decisions, units);
    }

    public static void Show(Screen screen, City city, CycleProgress cycle, IReadOnlyList<Proposal> proposals)
    {
        screen.Line($"[bold]{Words.Safe(city.Name)}[/], contracts through {Words.Day(cycle.LastDay)}: {Words.Count(proposals.Count, "proposal")}");
        if (proposals.Count == 0)
            return;
        var table = screen.Table().AddColumn(new TableColumn("Proposed (UTC), id").NoWrap()).AddColumn("By");
        foreach (var name in (string[])["Workers", "By name", "Decided"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var proposal in proposals)
            table.AddRow(
                $"{Words.Moment(proposal.ProposedAt)}\n{Words.Safe(proposal.Id)}", Words.Safe(proposal.ProposedBy.Name), Words.Number(proposal.Workers), Words.Number(proposal.ByName),
                Words.Number(proposal.Decided));
        screen.Console.Write(table);
        screen.Line("[dim]The signatory decides:[/] workforce decide confirm ID");
    }

    private static void ShowProposed(Screen screen, string id, int proposed, int refused)
    {
        screen.Line($"{(refused == 0 ? "[green]✓[/]" : "[yellow]![/]")} [bold]{Words.Number(proposed)} proposed[/], {FindingsTable.Coloured(refused, "red")} refused");
        if (id.Length > 0)
            screen.Line($"[dim]The signatory decides:[/] workforce decide confirm {Words.Safe(id)}");
    }

    private static void ShowRefusals(Screen screen, RepeatedField<RefusedDecision> refusals)
    {
        if (refusals.Count == 0)
            return;
        var rules = screen.Table().AddColumn("Refused by").AddColumn(new TableColumn("Workers").RightAligned());
        foreach (var (rule, workers) in refusals.CountBy(refused => refused.Refusal.Rule).OrderByDescending(rule => rule.Value))
            rules.AddRow(Words.Safe(rule), Words.Number(workers));
        screen.Console.Write(rules);
        foreach (var refused in refusals.Take(RefusalsShown))
            screen.Line($"[dim]{Words.Safe(refused.ContractId)}[/] {RefusalLine.Of(refused.Refusal)}");
        if (refusals.Count > RefusalsShown)
            screen.Line($"[dim]… and {Words.Number(refusals.Count - RefusalsShown)} more: --json has all[/]");
    }

    private static void ShowUnits(Screen screen, CountDecisionsReply counts, IReadOnlyList<WorkUnit> units)
    {
        var table = screen.Table().AddColumn("Unit");
        foreach (var name in (string[])["Renewed", "Not renewed", "Against the recommendation"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var unit in counts.Counts.GroupBy(count => units.NameOf(count.UnitId)).OrderBy(unit => unit.Key, StringComparer.Ordinal))
            table.AddRow(
                Words.Safe(unit.Key), Words.Number(unit.Where(count => count.Outcome is RenewalOutcome.Renew).Sum(count => count.Workers)),
                Words.Number(unit.Where(count => count.Outcome is RenewalOutcome.NotRenew).Sum(count => count.Workers)),
                FindingsTable.Coloured(unit.Where(count => count.IsOverride).Sum(count => count.Workers), "yellow"));
        screen.Console.Write(table);
    }

    private static void ShowDecisions(Screen screen, IReadOnlyList<Decision> decisions, IReadOnlyList<WorkUnit> units)
    {
        var table = screen.Table().AddColumn("Unit").AddColumn(new TableColumn("Contract").NoWrap()).AddColumn("Decided").AddColumn("Reason").AddColumn("By");
        foreach (var one in decisions)
            table.AddRow(
                Words.Safe(units.NameOf(one.UnitId)), one.ContractId,
                $"{Of(one)}{(one.IsOverride ? "\n[yellow]against the recommendation[/]" : "")}{(one.Withdrawal is { } why ? $"\n[yellow]withdrawn:[/] {Words.Safe(why.Reason)}" : "")}",
                Words.Safe(one.Reason), $"{Words.Safe(one.DecidedBy.Name)}\n{Words.Moment(one.DecidedAt)}");
        screen.Console.Write(table);
    }

    private static string Of(Decision decision) => decision.Outcome is RenewalOutcome.Renew ? "renewed" : $"not renewed, {EnumWords.Of(decision.Ground)}";
}
