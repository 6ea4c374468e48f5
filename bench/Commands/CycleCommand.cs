using System.CommandLine;
using Workforce.Bench.Cycle;

namespace Workforce.Bench.Commands;

/// <summary><c>cycle --contracts N --rounds R --json FILE</c></summary>
internal static class CycleCommand
{
    private static readonly Option<int> Contracts = new("--contracts") { Description = "Contracts of the city that are rated", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "How often it is measured; the median counts", DefaultValueFactory = _ => 3 };

    private static readonly Option<bool> WithStatements = new("--statements") { Description = "Shows which statements PostgreSQL spent its time on, imports included" };

    public static Command Create()
    {
        var command = new Command("cycle", "A city's workers rated by their head's sheet, against plain SQL that writes the same rows") { Contracts, Rounds, WithStatements, Report.Json };
        command.SetAction(async (typed, cancellation) => await Report.ShowAsync(
            await CycleBench.RunAsync(typed.GetValue(Contracts), typed.GetValue(Rounds), typed.GetValue(WithStatements), cancellation), typed.GetValue(Report.Json)));
        return command;
    }
}
