using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Nights;

/// <summary>Recommends for the list of a cycle, and follows it with a bar.</summary>
internal static class FollowedRecommendation
{
    /// <param name="bar">Of workers; its total is the list, which those who are separated have left.</param>
    /// <param name="show">Gets each message of the call, the last of which is complete.</param>
    public static async Task RecommendAsync(WorkforceSystem system, string cycleId, Bar bar, Action<RecommendProgress> show, CancellationToken cancellation)
    {
        var list = await system.Recommendations.CountRecommendationsAsync(new CountRecommendationsRequest { CycleId = cycleId }, cancellationToken: cancellation);
        bar.Total = list.Workers;
        using var call = system.Recommendations.Recommend(new RecommendRequest { CycleId = cycleId }, cancellationToken: cancellation);
        await foreach (var progress in call.ResponseStream.ReadAllAsync(cancellation))
        {
            bar.Value = progress.Workers;
            show(progress);
        }
    }
}
