using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>Rounds of ratings, and how far one has come.</summary>
public static class RoundScreen
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The kinds by their words, in the order of their numbers.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["yearly", "quarterly", "before-end", "by-expiry"];

    /// <returns>Null when the word is none.</returns>
    public static RoundKind? KindOf(string word) => Kinds.ToList().IndexOf(word.Replace('_', '-')) is var at and >= 0 ? (RoundKind)(at + 1) : null;

    public static void ShowOpened(Screen screen, City city, Round round)
    {
        screen.Line($"[green]✓[/] [bold]{Words.Safe(city.Name)}[/]: round {Words.Safe(Of(round))} is open; heads rate by {Words.Day(round.DueDay)}");
        screen.Line($"[dim]By the rating policy's version {round.PolicyVersion}. Id:[/] {Words.Safe(round.Id)}");
        screen.Line($"[dim]Next, as the head of a unit:[/] workforce rate --template SHEET.xlsx --city {Words.Safe(city.Code)}");
    }

    /// <summary>The alarm for rounds that the policy requires and that are not open.</summary>
    public static void ShowMissing(Screen screen, City city, IReadOnlyList<MissingRound> missing)
    {
        foreach (var round in missing)
            screen.Line(
                $"[red]![/] The {WordOf(round.Kind)} round of {round.PeriodFrom} to {round.PeriodTo} is required by the rating policy's version {round.PolicyVersion}, due {Words.Day(round.DueDay)}, and not open: "
                + $"workforce round open --city {Words.Safe(city.Code)} --kind {WordOf(round.Kind)} --from {round.PeriodFrom} --to {round.PeriodTo}");
    }

    public static void ShowAll(Screen screen, City city, IReadOnlyList<Round> rounds)
    {
        screen.Line($"[bold]{Words.Safe(city.Name)}[/]: {Words.Count(rounds.Count, "round")}");
        if (rounds.Count == 0)
            return;
        var table = screen.Table();
        table.AddColumn(new TableColumn("Id").NoWrap()).AddColumn("Kind").AddColumn("Period").AddColumn("Due").AddColumn("Units").AddColumn("Opened by");
        foreach (var round in rounds)
            table.AddRow(
                round.Id, WordOf(round.Kind), $"{round.PeriodFrom} to {round.PeriodTo}", round.DueDay, round.UnitIds.Count == 0 ? "all" : Words.Number(round.UnitIds.Count),
                Words.Safe(round.OpenedBy.Name));
        screen.Console.Write(table);
    }

    public static void Show(Screen screen, City city, Round round, RoundProgress progress, IReadOnlyList<WorkUnit> units)
    {
        var mark = progress.Complete ? "[green]✓[/]" : "[yellow]…[/]";
        screen.Line($"{mark} [bold]{Words.Safe(city.Name)}[/], round {Words.Safe(Of(round))}: {Words.Number(progress.Rated)} of {Words.Count(progress.Contracts, "worker")} rated, due {Words.Day(round.DueDay)}");
        var table = screen.Table();
        table.AddColumn("Unit").AddColumn(new TableColumn("Workers").RightAligned()).AddColumn(new TableColumn("Rated").RightAligned()).AddColumn(new TableColumn("Missing").RightAligned());
        foreach (var (unit, name) in Named(progress, units))
            table.AddRow(Words.Safe(name), Words.Number(unit.Contracts), Words.Number(unit.Rated), FindingsTable.Coloured(unit.Contracts - unit.Rated, "yellow"));
        screen.Console.Write(table);
    }

    /// <param name="progress">Null where it was not asked for.</param>
    public static string Json(Round round, RoundProgress? progress, IReadOnlyList<WorkUnit> units)
    {
        var json = new JsonObject
        {
            ["round"] = round.Id,
            ["kind"] = WordOf(round.Kind),
            ["period_from"] = round.PeriodFrom,
            ["period_to"] = round.PeriodTo,
            ["due_day"] = round.DueDay,
            ["policy_version"] = round.PolicyVersion,
        };
        if (progress is not null)
        {
            (json["contracts"], json["rated"], json["complete"]) = (progress.Contracts, progress.Rated, progress.Complete);
            json["units"] = new JsonArray([.. Named(progress, units).Select(unit => new JsonObject { ["unit"] = unit.Name, ["contracts"] = unit.Unit.Contracts, ["rated"] = unit.Unit.Rated })]);
        }
        return json.ToJsonString(Indented);
    }

    private static IEnumerable<(UnitProgress Unit, string Name)> Named(RoundProgress progress, IReadOnlyList<WorkUnit> units) =>
        progress.Units.Select(unit => (unit, units.FirstOrDefault(known => known.Id == unit.UnitId)?.Name ?? unit.UnitId)).OrderBy(unit => unit.Item2, StringComparer.Ordinal);

    private static string Of(Round round) => $"{WordOf(round.Kind)} of {round.PeriodFrom} to {round.PeriodTo}";

    private static string WordOf(RoundKind kind) => Kinds.ElementAtOrDefault((int)kind - 1) ?? $"kind {(int)kind}";
}
