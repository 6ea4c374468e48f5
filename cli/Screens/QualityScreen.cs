using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>How good a register is, by unit, and what fails a test.</summary>
public static class QualityScreen
{
    /// <summary>The tests by their words, in the order of their numbers.</summary>
    public static readonly string[] Tests =
        ["incomplete", "missing-end", "lapsed", "same-person", "shared-telephone", "nik-apart", "age", "unit-without-head", "look-alike"];

    /// <param name="only">The unit that is shown; null for all, and the sum.</param>
    public static void Show(Screen screen, City city, CheckRegisterReply quality, WorkUnit? only)
    {
        screen.Line($"[bold]{Words.Safe(city.Name)}[/]: {Words.Number(quality.Complete)} of {Words.Count(quality.Rows, "row")} complete");
        var table = screen.Table();
        table.AddColumn("Unit").AddColumn(new TableColumn("Rows").RightAligned()).AddColumn(new TableColumn("Complete").RightAligned()).AddColumn("Fails");
        foreach (var unit in quality.Units.Where(unit => only is null ? unit.Rows > 0 || unit.Failures.Count > 0 : unit.UnitId == only.Id))
            table.AddRow(Words.Safe(unit.Name), Words.Number(unit.Rows), Words.Number(unit.Complete), FailuresOf(unit.Failures));
        if (only is null)
            table.AddRow("[bold]All[/]", Words.Number(quality.Rows), Words.Number(quality.Complete), FailuresOf(quality.Failures));
        screen.Console.Write(table);
        screen.Line($"[dim]What fails:[/] workforce quality --city {Words.Safe(city.Code)} --test TEST");
    }

    public static void Show(Screen screen, City city, QualityTest test, IReadOnlyList<QualityFailure> failures)
    {
        screen.Line($"[bold]{Words.Count(failures.Count, "failure")}[/] of {WordOf(test)} in {Words.Safe(city.Name)}'s register");
        if (failures.Count == 0)
            return;
        var table = screen.Table();
        table.AddColumn(new TableColumn("Id").NoWrap()).AddColumn("Worker").AddColumn("What");
        foreach (var failure in failures)
            table.AddRow(
                failure.OtherId.Length == 0 ? failure.SubjectId : $"{failure.SubjectId}\n{failure.OtherId}",
                string.Join('\n', new[] { failure.Worker, failure.Other }.OfType<JudgedWorker>().Select(Who)),
                WhatOf(failure));
        screen.Console.Write(table);
        screen.Line("[dim]Right nevertheless:[/] workforce quality override ID --city C --test TEST --reason TEXT");
    }

    private static string Who(JudgedWorker worker) => Words.Safe(
        $"{worker.Name}, NIK …{worker.NikLast4}{(worker.BirthDate.Length > 0 ? $", born {worker.BirthDate}" : "")}{(worker.LastDay.Length > 0 ? $", until {worker.LastDay}" : "")}");

    private static string WhatOf(QualityFailure failure) => Words.Safe(
        (failure.Likeness > 0 ? $"{failure.Likeness} % alike: {failure.Detail}" : failure.Detail)
        + (failure.Override is { } stated ? $"; overridden by {stated.By.Name}: {stated.Reason}" : ""));

    private static string FailuresOf(IEnumerable<FailureCount> counts) => string.Join(", ", counts
        .Where(count => count.Failures > 0 || count.Overridden > 0)
        .Select(count => $"{WordOf(count.Test)} {Words.Number(count.Failures)}{(count.Overridden > 0 ? $" (+ {Words.Number(count.Overridden)} overridden)" : "")}"));

    private static string WordOf(QualityTest test) => Tests.ElementAtOrDefault((int)test - 1) ?? $"test {(int)test}";
}
