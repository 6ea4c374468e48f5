using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The evaluation requests of a cycle by unit, and which of them went to another head.</summary>
public static class RequestsScreen
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    public static void Show(
        Screen screen, City city, CycleProgress cycle, IReadOnlyList<EvaluationRequest> requests, IReadOnlyList<Reassignment> reassignments, IReadOnlyList<WorkUnit> units)
    {
        var open = requests.Count(request => request.State is RequestState.Open);
        screen.Line($"[bold]{Words.Safe(city.Name)}[/], last day {Words.Day(cycle.LastDay)}: {Words.Number(open)} of {Words.Count(requests.Count, "request")} open");
        var table = screen.Table();
        table.AddColumn("Unit").AddColumn(new TableColumn("Requests").RightAligned()).AddColumn(new TableColumn("Open").RightAligned()).AddColumn("Due");
        foreach (var unit in ByUnit(requests, units))
            table.AddRow(Words.Safe(unit.Name), Words.Number(unit.Requests), FindingsTable.Coloured(unit.Open, "yellow"), unit.Due);
        screen.Console.Write(table);
        foreach (var reassignment in reassignments)
            screen.Line(
                $"  {Words.Number(reassignment.Requests)} of {Words.Safe(units.NameOf(reassignment.UnitId))} went to {Words.Safe(reassignment.HeadName)}, "
                + $"by {Words.Safe(reassignment.Paper.Number)} of {Words.Day(reassignment.Paper.Date)}: {Words.Safe(reassignment.Reason)} [dim]({Words.Safe(reassignment.ReassignedBy.Name)})[/]");
    }

    public static void ShowReassigned(Screen screen, WorkUnit unit, Reassignment reassignment) => screen.Line(reassignment.Requests == 0
        ? $"[green]✓[/] [bold]{Words.Safe(unit.Name)}[/]: nothing to reassign; every open request is of {Words.Safe(reassignment.HeadName)} already"
        : $"[green]✓[/] [bold]{Words.Safe(unit.Name)}[/]: {Words.Count(reassignment.Requests, "open request")} reassigned to {Words.Safe(reassignment.HeadName)}");

    public static string ToJson(Reassignment reassignment) => Formatter.Format(reassignment);

    public static string ToJson(
        CycleProgress cycle, IReadOnlyList<EvaluationRequest> requests, IReadOnlyList<Reassignment> reassignments, IReadOnlyList<WorkUnit> units) => new JsonObject
        {
            ["cycle"] = cycle.CycleId,
            ["last_day"] = cycle.LastDay,
            ["requests"] = requests.Count,
            ["open"] = requests.Count(request => request.State is RequestState.Open),
            ["units"] = new JsonArray([.. ByUnit(requests, units).Select(unit => new JsonObject { ["unit"] = unit.Name, ["requests"] = unit.Requests, ["open"] = unit.Open, ["due_day"] = unit.Due })]),
            ["reassignments"] = new JsonArray([.. reassignments.Select(reassignment => JsonNode.Parse(Formatter.Format(reassignment)))]),
        }.ToJsonString(Indented);

    private static IEnumerable<(string Name, int Requests, int Open, string Due)> ByUnit(IReadOnlyList<EvaluationRequest> requests, IReadOnlyList<WorkUnit> units) =>
        requests.GroupBy(request => request.UnitId)
            .Select(unit => (
                units.NameOf(unit.Key), unit.Count(), unit.Count(request => request.State is RequestState.Open), unit.Max(request => request.DueDay)!))
            .OrderBy(unit => unit.Item1, StringComparer.Ordinal);
}
