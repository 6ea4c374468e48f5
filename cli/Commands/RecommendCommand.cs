using System.CommandLine;
using Workforce.Cli.Nights;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>recommend --city C [--last-day DATE] [--show] [--list] [--json]</c>: whether to renew, for each worker on the list of a cycle.</summary>
public static class RecommendCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "Of the cycle; the newest by default");
    private static readonly Option<bool> Only = new("--show") { Description = "Shows what is recommended already, and recommends nothing" };
    private static readonly Option<bool> List = new("--list") { Description = "Also lists with reasons whose renewal is not recommended, who is not rated, and of whom the head says otherwise" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var command = new Command("recommend", "Recommends by policy and signed ratings whether to renew (rekomendasi perpanjangan), and shows it by unit and reason. It decides nothing; the same again changes nothing")
        {
            City, LastDay, Only, List, Json,
        };
        CommandRun.SetAction(command, RecommendAsync);
        return command;
    }

    private static async Task<int> RecommendAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var cycle = await CycleChoice.FindAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        var made = new RecommendProgress();
        if (!run.Get(Only))
            await FollowAsync(run, cycle, progress => made = progress);
        var shown = new ShownRecommendations(
            city, cycle, made,
            await run.System.Recommendations.CountRecommendationsAsync(new CountRecommendationsRequest { CycleId = cycle.CycleId }, cancellationToken: run.Cancellation),
            await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation),
            run.Get(List) ? await ListedAsync(run, cycle) : []);
        if (run.Get(Json))
            Console.WriteLine(RecommendationsScreen.ToJson(shown));
        else
            RecommendationsScreen.Show(run.Screen, shown);
        return ExitCode.Done;
    }

    private static async Task FollowAsync(CommandRun run, CycleProgress cycle, Action<RecommendProgress> show)
    {
        var bar = new Bar("Recommended");
        async Task Work() => await FollowedRecommendation.RecommendAsync(run.System, cycle.CycleId, bar, show, run.Cancellation);
        if (run.Get(Json))
            await Work();
        else
            await Bars.ShowAsync(run.Screen, [bar], Work);
    }

    // Only these are read: reading is logged for each worker.
    private static async Task<IReadOnlyList<Recommendation>> ListedAsync(CommandRun run, CycleProgress cycle)
    {
        ListRecommendationsRequest[] filters =
        [
            new() { CycleId = cycle.CycleId, Outcome = RecommendationOutcome.NotRenew },
            new() { CycleId = cycle.CycleId, Outcome = RecommendationOutcome.None },
            new() { CycleId = cycle.CycleId, Outcome = RecommendationOutcome.Renew, HeadDiffers = true },
        ];
        var listed = new List<Recommendation>();
        foreach (var filter in filters)
            await foreach (var recommendation in run.Listings.Recommendations(filter))
                listed.Add(recommendation);
        return listed;
    }
}
