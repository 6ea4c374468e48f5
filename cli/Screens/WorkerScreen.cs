using Spectre.Console;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>What <c>worker</c> answers.</summary>
public static class WorkerScreen
{
    /// <summary>All that the services know of one worker.</summary>
    public sealed record Known(
        FindWorkerReply Found,
        City City,
        IReadOnlyList<WorkUnit> Units,
        IReadOnlyDictionary<string, ContractRecord> Contracts,
        IReadOnlyList<EvaluationRequest> Requests,
        IReadOnlyList<Notice> Notices);

    public static void Show(Screen screen, Known known)
    {
        var worker = known.Found.Worker;
        screen.Line($"[bold]{Words.Safe(worker.Name)}[/], NIK …{Words.Safe(worker.NikLast4)}, {Words.Safe(known.City.Name)}");
        screen.Console.Write(Periods(screen, known));
        foreach (var notice in known.Notices)
            LetterScreen.Show(screen, notice.Subject, notice.Text);
        if (known.Notices.Count == 0)
            screen.Line("  [dim]No notice so far.[/]");
    }

    private static Table Periods(Screen screen, Known known)
    {
        var table = new Table()
            .Border(screen.IsLive ? TableBorder.Rounded : TableBorder.Simple)
            .AddColumns("Contract", "Work unit", "State", "Rated by", "Rating due");
        foreach (var period in known.Found.ContractPeriods)
        {
            var unit = known.Units.FirstOrDefault(unit => unit.Id == period.UnitId);
            var request = known.Requests.FirstOrDefault(request => request.ContractId == period.ContractId);
            table.AddRow(
                $"{Words.Day(period.FirstDay)} – {Words.Day(period.LastDay)}",
                Words.Safe(unit?.Name ?? ""),
                State(known.Contracts.GetValueOrDefault(period.ContractId)),
                request is null ? "" : Words.Safe(unit?.Head?.Id == request.HeadId ? unit.Head.Name : "the former head"),
                request is null ? "" : Words.Day(request.DueDay));
        }

        return table;
    }

    private static string State(ContractRecord? contract) => contract?.State switch
    {
        ContractState.InForce => "[green]in force[/]",
        ContractState.Expired => "[yellow]expired[/]",
        _ => "[dim]not known to Contract[/]",
    };
}
