using System.Text.Json;
using Spectre.Console;
using Workforce.Cli.Cities;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>What is recommended for the list of a cycle.</summary>
/// <param name="Made">By this run of the command; nothing where it only shows.</param>
/// <param name="Listed">Those that a person looks at one by one.</param>
public sealed record ShownRecommendations(
    City City, CycleProgress Cycle, RecommendProgress Made, CountRecommendationsReply Counts, IReadOnlyList<WorkUnit> Units, IReadOnlyList<Recommendation> Listed)
{
    public string UnitName(string id) => Units.NameOf(id);

    public int Workers(RecommendationOutcome outcome) => Counts.Counts.Where(count => count.Outcome == outcome).Sum(count => count.Workers);
}

/// <summary>The output of <c>recommend</c>: by unit, then by reason.</summary>
public static class RecommendationsScreen
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Show(Screen screen, ShownRecommendations shown)
    {
        var counts = shown.Counts.Counts;
        var missing = shown.Counts.Workers - counts.Sum(count => count.Workers);
        screen.Line(
            $"[bold]{Words.Safe(shown.City.Name)}[/], contracts through {Words.Day(shown.Cycle.LastDay)}, {Words.Count(shown.Counts.Workers, "worker")} on the list: "
            + $"renew {Words.Number(shown.Workers(RecommendationOutcome.Renew))}, do not renew {Words.Number(shown.Workers(RecommendationOutcome.NotRenew))}, "
            + $"not rated {Words.Number(shown.Workers(RecommendationOutcome.None))}");
        if (shown.Made.Complete)
            screen.Line($"[dim]{Words.Number(shown.Made.Recommended)} by new facts, {Words.Number(shown.Made.Unchanged)} as before.[/]");
        if (missing > 0)
            screen.Line($"[yellow]![/] {Words.Count(missing, "worker has", "workers have")} no recommendation yet: workforce recommend --city {Words.Safe(shown.City.Code)}");
        if (counts.Count == 0)
            return;
        ShowUnits(screen, shown);
        ShowReasons(screen, counts);
        if (shown.Listed.Count > 0)
            ShowListed(screen, shown);
        screen.Line("[dim]This decides nothing: the signatory does.[/]");
    }

    public static string ToJson(ShownRecommendations shown) => JsonSerializer.Serialize(
        new
        {
            City = shown.City.Code,
            shown.Cycle.CycleId,
            shown.Cycle.LastDay,
            shown.Counts.Workers,
            Recommended = new
            {
                Renew = shown.Workers(RecommendationOutcome.Renew),
                Not = shown.Workers(RecommendationOutcome.NotRenew),
                None = shown.Workers(RecommendationOutcome.None),
            },
            HeadDiffers = shown.Counts.Counts.Sum(count => count.HeadDiffers),
            Counts = shown.Counts.Counts.Select(count => new
            {
                Unit = shown.UnitName(count.UnitId),
                Outcome = WordOf(count.Outcome),
                Grounds = count.Grounds.Select(EnumWords.Of),
                count.Workers,
                count.HeadDiffers,
            }),
            Listed = shown.Listed.Select(recommendation => new
            {
                recommendation.ContractId,
                recommendation.WorkerId,
                Unit = shown.UnitName(recommendation.UnitId),
                Outcome = WordOf(recommendation.Outcome),
                Grounds = recommendation.Grounds.Select(EnumWords.Of),
                recommendation.Reasons,
                recommendation.HeadDiffers,
                recommendation.Sha256,
            }),
        },
        Format);

    private static void ShowUnits(Screen screen, ShownRecommendations shown)
    {
        var table = screen.Table().AddColumn("Unit");
        foreach (var name in (string[])["Renew", "Do not renew", "Not rated", "Head says otherwise"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var unit in shown.Counts.Counts.GroupBy(count => shown.UnitName(count.UnitId)).OrderBy(unit => unit.Key, StringComparer.Ordinal))
        {
            int Of(RecommendationOutcome outcome) => unit.Where(count => count.Outcome == outcome).Sum(count => count.Workers);
            table.AddRow(
                Words.Safe(unit.Key), Words.Number(Of(RecommendationOutcome.Renew)), Words.Number(Of(RecommendationOutcome.NotRenew)),
                FindingsTable.Coloured(Of(RecommendationOutcome.None), "yellow"), FindingsTable.Coloured(unit.Sum(count => count.HeadDiffers), "yellow"));
        }
        screen.Console.Write(table);
    }

    private static void ShowReasons(Screen screen, IReadOnlyCollection<RecommendationCount> counts)
    {
        var not = counts.Where(count => count.Outcome is RecommendationOutcome.NotRenew).ToList();
        if (not.Count == 0)
            return;
        var table = screen.Table().AddColumn("Not to renew, for").AddColumn(new TableColumn("Workers").RightAligned());
        foreach (var grounds in not.GroupBy(count => string.Join(" and ", count.Grounds.Select(EnumWords.Of))).OrderBy(grounds => grounds.Key, StringComparer.Ordinal))
            table.AddRow(grounds.Key, Words.Number(grounds.Sum(count => count.Workers)));
        screen.Console.Write(table);
    }

    private static void ShowListed(Screen screen, ShownRecommendations shown)
    {
        var table = screen.Table().AddColumn("Unit").AddColumn(new TableColumn("Contract").NoWrap()).AddColumn("Recommended").AddColumn("Reasons").AddColumn("Head");
        foreach (var one in shown.Listed)
            table.AddRow(
                Words.Safe(shown.UnitName(one.UnitId)), one.ContractId, WordOf(one.Outcome), Words.Safe(one.Reasons), one.HeadDiffers ? "[yellow]says otherwise[/]" : "");
        screen.Console.Write(table);
    }

    private static string WordOf(RecommendationOutcome outcome) => outcome switch
    {
        RecommendationOutcome.Renew => "renew",
        RecommendationOutcome.NotRenew => "not",
        _ => "none",
    };
}
