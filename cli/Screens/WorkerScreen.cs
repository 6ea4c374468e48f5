using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>worker</c>.</summary>
public static class WorkerScreen
{
    /// <summary>One worker's records in all services.</summary>
    public sealed record WorkerRecords(
        FindWorkerReply Found,
        City City,
        IReadOnlyList<WorkUnit> Units,
        IReadOnlyDictionary<string, ContractRecord> Contracts,
        IReadOnlyList<EvaluationRequest> Requests,
        IReadOnlyList<Notice> Notices);

    public static void Show(Screen screen, WorkerRecords records)
    {
        var worker = records.Found.Worker;
        screen.Line($"[bold]{Words.Safe(worker.Name)}[/], NIK …{Words.Safe(worker.NikLast4)}, {Words.Safe(records.City.Name)}");
        screen.Console.Write(Periods(screen, records));
        foreach (var notice in records.Notices)
            Document.Show(screen, notice.Subject, notice.Text);
        if (records.Notices.Count == 0)
            screen.Line("  [dim]No notice yet.[/]");
    }

    private static Table Periods(Screen screen, WorkerRecords records)
    {
        var table = new Table()
            .Border(screen.IsLive ? TableBorder.Rounded : TableBorder.Simple)
            .AddColumns("Contract", "Work unit", "State", "Rated by", "Rating due");
        foreach (var period in records.Found.ContractPeriods)
        {
            var unit = records.Units.FirstOrDefault(unit => unit.Id == period.UnitId);
            var request = records.Requests.FirstOrDefault(request => request.ContractId == period.ContractId);
            table.AddRow(
                $"{Words.Day(period.FirstDay)} – {Words.Day(period.LastDay)}",
                Words.Safe(unit?.Name ?? ""),
                State(records.Contracts.GetValueOrDefault(period.ContractId)),
                request is null ? "" : Words.Safe(unit?.Head?.Id == request.HeadId ? unit.Head.Name : "a former head"),
                request is null ? "" : Words.Day(request.DueDay));
        }

        return table;
    }

    private static string State(ContractRecord? contract) => contract?.State switch
    {
        ContractState.InForce => "[green]in force[/]",
        ContractState.Expired when contract.NextContractId.Length > 0 => "[yellow]expired[/], goes on by the next",
        ContractState.Expired => "[yellow]expired[/]",
        _ => "[dim]not received by Contract[/]",
    };
}
