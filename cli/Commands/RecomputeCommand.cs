using System.CommandLine;
using Grpc.Core;
using Workforce.Cli.Nights;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>recompute --city C [--last-day DATE] [--json]</c>: computes every recommendation anew, for the auditor.</summary>
public static class RecomputeCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "Of the cycle; the newest by default");
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var command = new Command("recompute", "Computes each recommendation anew from what is frozen (rekomputasi), and lists every difference; ends with 3 when there is one") { City, LastDay, Json };
        CommandRun.SetAction(command, RecomputeAsync);
        return command;
    }

    private static async Task<int> RecomputeAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var cycle = await CycleChoice.FindAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        var bar = new Bar("Recomputed") { Total = cycle.Expired - cycle.Continuing };
        var (recomputed, differences) = (0, new List<RecomputedDifference>());
        async Task Work()
        {
            using var call = run.System.Recommendations.Recompute(new RecomputeRequest { CycleId = cycle.CycleId }, cancellationToken: run.Cancellation);
            await foreach (var progress in call.ResponseStream.ReadAllAsync(run.Cancellation))
            {
                bar.Value = recomputed = progress.Recomputed;
                differences.AddRange(progress.Differences);
            }
        }
        if (run.Get(Json))
        {
            await Work();
            Console.WriteLine(RecomputeScreen.ToJson(city, cycle, recomputed, differences));
        }
        else
        {
            await Bars.ShowAsync(run.Screen, [bar], Work);
            RecomputeScreen.Show(run.Screen, city, cycle, recomputed, differences);
        }
        return differences.Count == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }
}
