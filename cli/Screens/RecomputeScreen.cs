using System.Text.Json;
using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>recompute</c>.</summary>
public static class RecomputeScreen
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Show(Screen screen, City city, CycleProgress cycle, int recomputed, IReadOnlyList<RecomputedDifference> differences)
    {
        var of = $"[bold]{Words.Safe(city.Name)}[/], contracts through {Words.Day(cycle.LastDay)}: {Words.Count(recomputed, "recommendation")} computed anew";
        if (differences.Count == 0)
        {
            screen.Line($"[green]✓[/] {of}, none differs");
            return;
        }
        screen.Line($"[red]✗[/] {of}, {Words.Count(differences.Count, "difference")}");
        var table = screen.Table().AddColumn(new TableColumn("Contract").NoWrap()).AddColumn("Differs").AddColumn("Stored").AddColumn("Computed anew");
        foreach (var difference in differences)
            table.AddRow(difference.ContractId, WordOf(difference.Kind), Words.Safe(difference.Stored), Words.Safe(difference.Recomputed));
        screen.Console.Write(table);
    }

    public static string ToJson(City city, CycleProgress cycle, int recomputed, IReadOnlyList<RecomputedDifference> differences) => JsonSerializer.Serialize(
        new
        {
            City = city.Code,
            cycle.CycleId,
            Recomputed = recomputed,
            Differences = differences.Select(difference => new
            {
                difference.ContractId,
                difference.RecommendationId,
                Kind = WordOf(difference.Kind),
                difference.Stored,
                difference.Recomputed,
            }),
        },
        Format);

    private static string WordOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Hash => "hash",
        DifferenceKind.Outcome => "outcome",
        DifferenceKind.Inputs => "inputs",
        _ => $"kind {(int)kind}",
    };
}
