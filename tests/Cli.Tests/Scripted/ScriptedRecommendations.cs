using Grpc.Core;
using Workforce.Contract.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>
/// Recommends for Kupang's expired contracts: the first is poor, the second unrated, the others are renewed. In a story those who are separated
/// are left out, none is recommended before it is asked for, and the second is rated by the time of the second call.
/// </summary>
internal sealed class ScriptedRecommendations(Script script) : RecommendationService.RecommendationServiceBase
{
    public override Task Recommend(RecommendRequest request, IServerStreamWriter<RecommendProgress> responseStream, ServerCallContext context)
    {
        if (script.Story.IsPlayed)
        {
            script.Story.Recommended.Add(ScriptedStory.CallerOf(context));
            script.Story.RecommendedAt.Add(script.Clocks["contract"]);
        }
        return responseStream.WriteAsync(new RecommendProgress { Workers = ListOf(script).Count, Recommended = ListOf(script).Count, Complete = true });
    }

    public override Task<CountRecommendationsReply> CountRecommendations(CountRecommendationsRequest request, ServerCallContext context) => Task.FromResult(new CountRecommendationsReply
    {
        Workers = ListOf(script).Count,
        Counts =
        {
            from one in Of(script, MomentOf(request.KnownAt))
            group one by (one.UnitId, one.Outcome) into likewise
            select new RecommendationCount
            {
                UnitId = likewise.Key.UnitId,
                Outcome = likewise.Key.Outcome,
                Grounds = { likewise.First().Grounds },
                Workers = likewise.Count(),
                HeadDiffers = likewise.Count(one => one.HeadDiffers),
            },
        },
    });

    public override Task<ListRecommendationsReply> ListRecommendations(ListRecommendationsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListRecommendationsReply
        {
            Recommendations = { Of(script, MomentOf(request.KnownAt)).Where(one => (request.Outcome is RecommendationOutcome.Unspecified || one.Outcome == request.Outcome) && (one.HeadDiffers || !request.HeadDiffers)) },
        });

    public override Task Recompute(RecomputeRequest request, IServerStreamWriter<RecomputeProgress> responseStream, ServerCallContext context) =>
        responseStream.WriteAsync(new RecomputeProgress { Recomputed = script.Expired.Count, Differences = { script.Differences }, Complete = true });

    public static IEnumerable<Recommendation> Of(Script script, DateTimeOffset knownAt)
    {
        var calls = script.Story.RecommendedAt.Count(at => at <= knownAt);
        return script.Story.IsPlayed && calls == 0 ? [] : ListOf(script).Select((contract, at) => new Recommendation
        {
            ContractId = contract.Id,
            WorkerId = contract.WorkerId,
            UnitId = contract.UnitId,
            Outcome = at switch { 0 => RecommendationOutcome.NotRenew, 1 when calls < 2 => RecommendationOutcome.None, _ => RecommendationOutcome.Renew },
            Grounds = { at == 0 ? [NonRenewalGround.Performance, NonRenewalGround.Absence] : Array.Empty<NonRenewalGround>() },
            Reasons = at == 0 ? "Predikat kinerja Kurang, di bawah predikat minimum." : "",
            HeadDiffers = at == 0,
        });
    }

    private static DateTimeOffset MomentOf(string knownAt) =>
        knownAt.Length == 0 ? DateTimeOffset.MaxValue : DateTimeOffset.Parse(knownAt, System.Globalization.CultureInfo.InvariantCulture);

    private static List<ContractRecord> ListOf(Script script) => script.Expired.FindAll(contract => script.Story.Separations.All(separation => separation.ContractId != contract.Id));
}
