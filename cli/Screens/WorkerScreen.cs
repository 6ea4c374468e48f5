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
    /// <param name="Notices">Null where the caller may not read them.</param>
    public sealed record WorkerRecords(
        FindWorkerReply Found,
        City City,
        IReadOnlyList<WorkUnit> Units,
        IReadOnlyDictionary<string, ContractRecord> Contracts,
        IReadOnlyList<EvaluationRequest> Requests,
        IReadOnlyList<Notice>? Notices);

    public static void Show(Screen screen, WorkerRecords records)
    {
        var worker = records.Found.Worker;
        screen.Line($"[bold]{Words.Safe(worker.Name)}[/], NIK …{Words.Safe(worker.NikLast4)}, {Words.Safe(records.City.Name)}");
        if (Facts(worker) is { Length: > 0 } facts)
            screen.Line($"  {facts}");
        screen.Console.Write(Periods(screen, records));
        foreach (var notice in records.Notices ?? [])
            Document.Show(screen, notice.Subject, notice.Text);
        if (records.Notices is null)
            screen.Line("  [dim]Notices are shown to the worker, the personnel office and the auditor.[/]");
        else if (records.Notices.Count == 0)
            screen.Line("  [dim]No notice yet.[/]");
    }

    // What the register says, in the words of its columns.
    private static string Facts(Worker worker) => string.Join(" · ", new[]
    {
        Fact("first appointed on", Words.Day(worker.FirstAppointedOn)),
        Fact("BKN category", worker.BknCategory is BknCategory.Unspecified ? "" : $"{worker.BknCategory}".ToUpperInvariant()),
        Fact("NIPTT", Last4(worker.NipttLast4)),
        Fact("BPJS Kesehatan", Last4(worker.HealthInsuranceLast4)),
        Fact("BPJS Ketenagakerjaan", Last4(worker.EmploymentInsuranceLast4)),
    }.OfType<string>());

    private static string? Fact(string name, string value) => value.Length == 0 ? null : $"{name} {Words.Safe(value)}";

    private static string Last4(string digits) => digits.Length == 0 ? "" : $"…{digits}";

    private static string Engagement(ContractPeriod period)
    {
        var kind = period.Engagement switch
        {
            EngagementKind.NonPermanent => "PTT",
            EngagementKind.Individual => "perorangan",
            EngagementKind.Outsourced => "alih daya",
            EngagementKind.PartTimePppk => "PPPK paruh waktu",
            _ => "",
        };
        return period.IsBlud ? $"{kind}, BLUD" : kind;
    }

    private static Table Periods(Screen screen, WorkerRecords records)
    {
        // The id in one piece: corrections take it.
        var table = screen.Table()
            .AddColumn(new TableColumn("Contract").NoWrap()).AddColumns("Work unit", "Position", "State", "Rated by", "Rating due");
        foreach (var period in records.Found.ContractPeriods)
        {
            var unit = records.Units.FirstOrDefault(unit => unit.Id == period.UnitId);
            var request = records.Requests.FirstOrDefault(request => request.ContractId == period.ContractId && request.State is (RequestState.Open or RequestState.Satisfied));
            table.AddRow(
                $"{Words.Day(period.FirstDay)} – {Words.Day(period.LastDay)}\n[dim]{period.ContractId}[/]",
                Words.Safe(unit?.Name ?? ""),
                $"{Words.Safe(period.Position)}\n[dim]{Engagement(period)}[/]",
                period.Withdrawn ? "[red]withdrawn[/]" : State(records.Contracts.GetValueOrDefault(period.ContractId)),
                request is null ? "" : Words.Safe(unit?.Head?.Id == request.HeadId ? unit.Head.Name : "a former head"),
                request switch { null => "", { State: RequestState.Satisfied } => "signed", _ => Words.Day(request.DueDay) });
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
