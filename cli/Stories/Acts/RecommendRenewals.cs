using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>recommend: 2020-12-31</c>: the personnel office lets the system recommend for each worker on the list of a cycle whether to renew.</summary>
/// <param name="LastDay">Of the cycle, yyyy-MM-dd; empty for the newest.</param>
public sealed record RecommendRenewals(string LastDay) : IStoryAct
{
    public const string Field = "recommend";

    public string Title => $"The personnel office asks for recommendations{(LastDay.Length == 0 ? "" : $", of contracts through {Words.Day(LastDay)}")}";

    public bool NeedsNight => true;

    public static RecommendRenewals Read(YamlSection step) => new(step.OptionalDay(Field) ?? "");

    public async Task PlayAsync(Stage stage)
    {
        var cycle = await CycleChoice.FindAsync(stage.Listings, stage.City, LastDay);
        // Asked for again, they would rest on what was known later.
        if (stage.IsPast && (await CountAsync(stage, cycle)).Counts.Count > 0)
        {
            stage.Screen.Line("[green]✓[/] Recommended before");
            return;
        }
        var bar = new Bar("Recommended");
        await Bars.ShowAsync(stage.Screen, [bar], () => Retry.WhileUnreachableAsync(
            async () =>
            {
                await FollowedRecommendation.RecommendAsync(stage.System, cycle.CycleId, bar, _ => { }, stage.Cancellation);
                return true;
            },
            stage.Cancellation));
        var counts = (await CountAsync(stage, cycle)).Counts;
        int Of(RecommendationOutcome outcome) => counts.Where(count => count.Outcome == outcome).Sum(count => count.Workers);
        stage.Screen.Line(
            $"[green]✓[/] To renew {Words.Count(Of(RecommendationOutcome.Renew), "worker")}, not to renew {Words.Number(Of(RecommendationOutcome.NotRenew))}; "
            + $"{Words.Number(Of(RecommendationOutcome.None))} not rated");
    }

    private static Task<CountRecommendationsReply> CountAsync(Stage stage, CycleProgress cycle) => Retry.WhileUnreachableAsync(
        () => stage.System.Recommendations.CountRecommendationsAsync(new CountRecommendationsRequest { CycleId = cycle.CycleId }, cancellationToken: stage.Cancellation).ResponseAsync,
        stage.Cancellation);
}
