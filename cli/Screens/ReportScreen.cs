using Spectre.Console;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The outcome of a night as a table.</summary>
public static class ReportScreen
{
    public static void Show(Screen screen, City city, NightReport report)
    {
        var table = screen.Table()
            .Title($"[bold]{Words.Safe(city.Name)}[/], last day {Words.Safe(Days(report))}")
            .AddColumn(new TableColumn("").Width(34))
            .AddColumn(new TableColumn("count").RightAligned())
            .AddColumn(new TableColumn("lost").RightAligned())
            .AddColumn(new TableColumn("doubled").RightAligned());
        table.AddRow("Contracts due by the register", Words.Number(report.ContractsDue), "", "");
        if (report.ContractsLeftOut > 0)
            table.AddRow("  [yellow]left out[/]", $"[yellow]{Words.Number(report.ContractsLeftOut)}[/]", "", "");
        table.AddRow("Contracts expired", Words.Number(report.ContractsExpired), Bad(report.LostOf.Contracts), Bad(report.DoubledOf.Contracts));
        table.AddRow("Evaluation requests to heads", Words.Number(report.EvaluationRequests), Bad(report.LostOf.Requests), Bad(report.DoubledOf.Requests));
        if (report.EvaluationRequestsOpen < report.EvaluationRequests)
            table.AddRow("  [dim]open: not rated yet[/]", $"[dim]{Words.Number(report.EvaluationRequestsOpen)}[/]", "", "");
        if (report.ContractsWithoutRequest > 0)
            table.AddRow("  [dim]no request: the worker goes on[/]", $"[dim]{Words.Number(report.ContractsWithoutRequest)}[/]", "", "");
        table.AddRow("Notices to workers", Words.Number(report.WorkerNotices), Bad(report.LostOf.Notices), Bad(report.DoubledOf.Notices));
        table.AddRow("  [dim]keep working[/]", $"[dim]{Words.Number(report.NoticesKeepWorking)}[/]", "", "");
        table.AddRow("  [dim]stay home[/]", $"[dim]{Words.Number(report.NoticesStayHome)}[/]", "", "");
        if (report.NoticesAwaitTender > 0)
            table.AddRow("  [dim]await the tender[/]", $"[dim]{Words.Number(report.NoticesAwaitTender)}[/]", "", "");
        if (report.NoticesContinuing > 0)
            table.AddRow("  [dim]go on by the next contract[/]", $"[dim]{Words.Number(report.NoticesContinuing)}[/]", "", "");
        table.AddRow("Letters to heads of units", Words.Number(report.UnitLetters), Bad(report.LostOf.Letters), Bad(report.DoubledOf.Letters));
        if (report.ContractsReturned > 0)
            table.AddRow("[dim]Taken back by corrections[/]", $"[dim]{Words.Number(report.ContractsReturned)}[/]", "", "");
        screen.Console.Write(table);

        foreach (var day in report.LeftOutDays)
            LeftOutLine.Show(screen, day.LastDay, day.Contracts, day.Reason);
        screen.Line(report.Lost + report.Doubled == 0
            ? "[green]✓[/] [bold]Nothing lost, nothing doubled[/]: every listing agrees with the register, contract by contract."
            : $"[red]✗[/] [bold]{Words.Number(report.Lost)} lost, {Words.Number(report.Doubled)} doubled[/]: the listings do not agree with the register; see docs/operators.md.");
        if (Times(report) is { Length: > 0 } times)
            screen.Line($"  {times}");
        if (report.ExpiredBy.Length > 0)
            screen.Line($"  expired by {Words.Safe(report.ExpiredBy)}");
        if (report.TraceId is { Length: > 0 } trace)
            screen.Line($"  trace {Words.Safe(trace)}");
    }

    private static string Times(NightReport report)
    {
        if (report is not { SecondsImport: { } import, SecondsFanOut: { } fanOut })
            return "";
        var text = $"import {Words.Time(TimeSpan.FromSeconds(import))} · fan-out {Words.Time(TimeSpan.FromSeconds(fanOut))}";
        return report.ExpiredNow > 0 && fanOut > 0 ? $"{text} · {Words.Number((long)(report.ExpiredNow.Value / fanOut))} contracts a second" : text;
    }

    private static string Days(NightReport report) => report.Cycles switch
    {
        [] => "before " + Words.Day(report.AsOf),
        [var only] => Words.Day(only.LastDay),
        [var first, .., var last] => $"{Words.Day(first.LastDay)} to {Words.Day(last.LastDay)}",
    };

    private static string Bad(int count) => count == 0 ? "[dim]0[/]" : $"[red]{Words.Number(count)}[/]";
}
