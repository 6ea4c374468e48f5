using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>Kept rejects as a table: what the row says, why it was rejected, and the contract that stands beside it.</summary>
public static class RejectsScreen
{
    /// <param name="areSettled">Whether they are; then the screen has when, how and by whom.</param>
    public static void Show(Screen screen, City city, IReadOnlyList<Reject> rejects, bool areSettled)
    {
        screen.Line($"[bold]{Words.Count(rejects.Count, "row")}[/] of {Words.Safe(city.Name)}'s registers rejected and {(areSettled ? "settled" : "not settled")}");
        if (rejects.Count == 0)
            return;
        var table = screen.Table();
        table.AddColumn(new TableColumn("Row, id").NoWrap());
        foreach (var name in (string[])["Says", "Why", areSettled ? "Settled" : "Beside"])
            table.AddColumn(new TableColumn(name));
        foreach (var reject in rejects)
            table.AddRow(
                $"{Words.Safe($"{reject.Row}: {reject.Name}")}\n{(reject.NikLast4.Length > 0 ? $"NIK …{Words.Safe(reject.NikLast4)}\n" : "")}{reject.Id}",
                PaperOf(reject.Unit, reject.FirstDay, reject.LastDay, reject.DecreeNumber),
                string.Join('\n', reject.Findings.Select(WhyOf)),
                areSettled ? SettlementOf(reject)
                    : reject.Contract is { } contract ? PaperOf(contract.Unit, contract.FirstDay, contract.LastDay, contract.DecreeNumber) : "");
        screen.Console.Write(table);
        if (!areSettled)
            screen.Line("[dim]Settled by the corrected row in a later import, or by[/] workforce rejects dismiss ID --reason TEXT");
    }

    private static string PaperOf(string unit, string firstDay, string lastDay, string decree) => string.Join('\n', new[]
    {
        Words.Safe(unit),
        firstDay.Length + lastDay.Length > 0 ? Words.Safe($"{firstDay} – {lastDay}") : "",
        Words.Safe(decree),
    }.Where(line => line.Length > 0));

    private static string SettlementOf(Reject reject) => string.Join('\n', new[]
    {
        $"{Words.Moment(reject.SettledAt)} UTC",
        Words.Safe($"by {reject.SettledBy.Name}"),
        Words.Safe(reject.Settlement is RejectSettlement.Dismissed ? $"dismissed: {reject.Reason}" : $"imported as contract {reject.SettledByContractId}"),
    });

    private static string WhyOf(RejectFinding finding) =>
        Words.Safe(finding.Column.Length == 0 ? finding.Reason : $"{finding.Column} {(finding.Value.Length == 0 ? "" : $"'{finding.Value}' ")}{finding.Reason}");
}
