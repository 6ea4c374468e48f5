using Spectre.Console;
using Workforce.Bench.Chaos;
using Workforce.Faults;

namespace Workforce.Bench.Commands;

/// <summary>Schedules and outcomes of chaos, for people.</summary>
internal static class ChaosScreen
{
    public static void Show(Schedule schedule)
    {
        var table = new Table { Title = new TableTitle($"Seed {schedule.Seed}: batches of {schedule.Settings.BatchSize}, chunks of {schedule.Settings.ChunkSize}, {schedule.Waves} governments in {schedule.Span:F0} s{(schedule.Malformed ? ", malformed contracts" : "")}") };
        table.AddColumns(Right("second"), new("fault"), new("target"), Right("lasts"));
        foreach (var strike in schedule.Strikes)
            table.AddRow($"{strike.At:F1}", strike.Fault.Name, strike.Target, $"{strike.Seconds:F1} s");
        if (schedule.Afterwards is { } afterwards)
            table.AddRow("the end", afterwards.Fault.Name, afterwards.Target, "");
        AnsiConsole.Write(table);
    }

    public static void Show(ChaosFigures run)
    {
        var faults = new Table().AddColumns(new("fault"), new("target"), Right("lasted"), Right("caught up after"));
        foreach (var fault in run.Faults)
            faults.AddRow(fault.Fault, fault.Target, $"{fault.LastedSeconds:F1} s", Seconds(fault.RecoverySeconds));
        AnsiConsole.Write(faults);
        foreach (var note in run.Notes)
            AnsiConsole.WriteLine($"  {note}");
        foreach (var finding in run.Findings)
            AnsiConsole.WriteLine($"  ✗ {finding}");
        AnsiConsole.WriteLine(
            $"{(run.Green ? "✓" : "✗")} seed {run.Seed}: {run.N:N0} contracts, lost {run.Lost}, doubled {run.Doubled}, unexpected {run.Unexpected}, "
            + $"wrong {run.Wrong}, unfinished {run.Unfinished}, {run.DeadLetters} dead letters as expected; {run.Seconds:F1} s");
    }

    public static void Show(ChaosSummary summary)
    {
        var table = new Table { Title = new TableTitle("How long it took to catch up") };
        table.AddColumns(new("fault"), Right("times"), Right("median"), Right("worst"), Right("never"));
        foreach (var fault in summary.Recovery)
            table.AddRow(fault.Fault, $"{fault.Times}", Seconds(fault.MedianSeconds), Seconds(fault.WorstSeconds), $"{fault.Never}");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{summary.Green.Count} seeds green, {summary.Red.Count} not{(summary.Red.Count == 0 ? "" : $": {string.Join(", ", summary.Red)}")}");
    }

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned();

    private static string Seconds(double? seconds) => seconds is { } known ? $"{known:F1} s" : "never";
}
