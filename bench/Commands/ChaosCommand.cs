using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Workforce.Bench.Chaos;
using Workforce.Faults;
using Workforce.Faults.Injection;

namespace Workforce.Bench.Commands;

/// <summary><c>chaos --seed S --contracts N --json FILE</c></summary>
internal static class ChaosCommand
{
    private const int Found = 1;

    private static readonly Option<int> Seed = new("--seed") { Description = "The schedule of faults", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Seeds = new("--seeds") { Description = "Many schedules in turn, each on a system of its own", HelpName = "FROM-TO" };
    private static readonly Option<int> Contracts = new("--contracts") { Description = "How many contracts end", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<string?> Break = new("--break") { Description = "Breaks a safeguard, to see that it is noticed: inbox", HelpName = "WHAT" };

    private static readonly Option<DirectoryInfo> Logs = new("--logs")
    {
        Description = "Keeps there what the services logged under a seed that is not green",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => new DirectoryInfo("chaos-logs"),
    };

    private static readonly Option<string?> With = new("--with") { Description = "Has this fault too, from the first moment to the last", HelpName = "FAULT" };

    public static Command Create()
    {
        With.AcceptOnlyFromAmong([.. FaultCatalog.InTheNight.Select(fault => fault.Name)]);
        Break.Validators.Add(CheckBreak);
        Seeds.Validators.Add(CheckSeeds);
        var command = new Command("chaos", "The night while the system is broken on purpose, judged contract by contract")
        {
            Seed, Seeds, Contracts, With, Break, Logs, Report.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult typed, CancellationToken cancellation)
    {
        var runs = new List<ChaosFigures>();
        foreach (var seed in SeedsOf(typed))
        {
            var logs = new DirectoryInfo(Path.Combine(typed.GetValue(Logs)!.FullName, $"seed-{seed}"));
            var figures = await RunAsync(ScheduleOf(seed, typed), typed.GetValue(Contracts), typed.GetValue(Break), logs, cancellation);
            ChaosScreen.Show(figures);
            if (!figures.Green)
            {
                AnsiConsole.WriteLine($"What the services logged: {logs.FullName}");
                AnsiConsole.WriteLine($"To play it again: bench/run chaos --seed {seed} --contracts {typed.GetValue(Contracts)}{(typed.GetValue(With) is { } fault ? $" --with {fault}" : "")}{(typed.GetValue(Break) is { } what ? $" --break {what}" : "")}");
            }
            runs.Add(figures);
            if (typed.GetValue(Report.Json) is { } file)
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(ChaosSummary.Of(runs), Report.Options), cancellation);
        }
        if (runs.Count > 1)
            ChaosScreen.Show(ChaosSummary.Of(runs));
        return runs.All(run => run.Green) ? 0 : Found;
    }

    private static Schedule ScheduleOf(int seed, ParseResult typed)
    {
        var schedule = Schedule.Of(seed);
        if (typed.GetValue(With) is { } fault)
            schedule = schedule.With(FaultCatalog.Named(fault));
        // A safeguard is missed only where it is needed.
        return typed.GetValue(Break) is null ? schedule : schedule.With(new RepeatFault());
    }

    private static async Task<ChaosFigures> RunAsync(Schedule schedule, int contracts, string? broken, DirectoryInfo logs, CancellationToken cancellation)
    {
        ChaosScreen.Show(schedule);
        try
        {
            return await ChaosRun.RunAsync(schedule, contracts, broken is null ? _ => Task.CompletedTask : Sabotage.ByName[broken], logs, cancellation);
        }
        // Of many seeds the others are still played.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ChaosFigures.BrokenOff(schedule.Seed, e);
        }
    }

    private static IEnumerable<int> SeedsOf(ParseResult typed)
    {
        if (typed.GetValue(Seeds) is not { } range)
            return [typed.GetValue(Seed)];
        var (from, to) = Parse(range)!.Value;
        return Enumerable.Range(from, to - from + 1);
    }

    private static void CheckBreak(OptionResult typed)
    {
        if (typed.GetValue(Break) is { } what && !Sabotage.ByName.ContainsKey(what))
            typed.AddError($"--break knows {string.Join(", ", Sabotage.ByName.Keys)}, not '{what}'");
    }

    private static void CheckSeeds(OptionResult typed)
    {
        if (typed.GetValue(Seeds) is { } range && Parse(range) is null)
            typed.AddError($"--seeds '{range}': not two numbers such as 1-100");
    }

    private static (int From, int To)? Parse(string range) =>
        range.Split('-') is [var first, var last]
        && int.TryParse(first, CultureInfo.InvariantCulture, out var from) && int.TryParse(last, CultureInfo.InvariantCulture, out var to)
        && from <= to
            ? (from, to)
            : null;
}
