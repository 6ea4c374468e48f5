using System.CommandLine;
using Workforce.Bench.Cities;

namespace Workforce.Bench.Commands;

/// <summary><c>cities --large N --small N --json FILE</c></summary>
internal static class CitiesCommand
{
    private static readonly Option<int> Large = new("--large") { Description = "Contracts of the large city", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Small = new("--small") { Description = "Contracts of a small city", DefaultValueFactory = _ => 2_180 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "Small cities alone, and as many beside the large one; the median counts", DefaultValueFactory = _ => 5 };

    public static Command Create()
    {
        var command = new Command("cities", "A small city's night alone, against plain SQL, and beside a large city's") { Large, Small, Rounds, Report.Json };
        command.SetAction(async (typed, cancellation) =>
        {
            var figures = await CitiesBench.RunAsync(
                typed.GetValue(Large), typed.GetValue(Small), typed.GetValue(Rounds), cancellation);
            return await Report.ShowAsync(figures, typed.GetValue(Report.Json));
        });
        return command;
    }
}
