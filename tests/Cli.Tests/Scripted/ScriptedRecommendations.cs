using Grpc.Core;
using Workforce.Contract.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>
/// Recommends for Kupang's expired contracts: the first is poor, the second unrated, the others are renewed. In a story those who are separated
/// are left out, and none is recommended before it is asked for.
/// </summary>
internal sealed class ScriptedRecommendations(Script script) : RecommendationService.RecommendationServiceBase
{
    public override Task Recommend(RecommendRequest request, IServerStreamWriter<RecommendProgress> responseStream, ServerCallContext context)
    {
        if (script.Story.IsPlayed)
            script.Story.Recommended.Add(ScriptedStory.CallerOf(context));
        return responseStream.WriteAsync(new RecommendProgress { Workers = List.Count, Recommended = List.Count, Complete = true });
    }

    public override Task<CountRecommendationsReply> CountRecommendations(CountRecommendationsRequest request, ServerCallContext context) => Task.FromResult(new CountRecommendationsReply
    {
        Workers = List.Count,
        Counts =
        {
            from one in All()
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
            Recommendations = { All().Where(one => (request.Outcome is RecommendationOutcome.Unspecified || one.Outcome == request.Outcome) && (one.HeadDiffers || !request.HeadDiffers)) },
        });

    public override Task Recompute(RecomputeRequest request, IServerStreamWriter<RecomputeProgress> responseStream, ServerCallContext context) =>
        responseStream.WriteAsync(new RecomputeProgress { Recomputed = script.Expired.Count, Differences = { script.Differences }, Complete = true });

    private List<ContractRecord> List => script.Expired.FindAll(contract => script.Story.Separations.All(separation => separation.ContractId != contract.Id));

    private IEnumerable<Recommendation> All() => script.Story is { IsPlayed: true, Recommended.Count: 0 } ? [] : List.Select((contract, at) => new Recommendation
    {
        ContractId = contract.Id,
        WorkerId = contract.WorkerId,
        UnitId = contract.UnitId,
        Outcome = at switch { 0 => RecommendationOutcome.NotRenew, 1 => RecommendationOutcome.None, _ => RecommendationOutcome.Renew },
        Grounds = { at == 0 ? [NonRenewalGround.Performance, NonRenewalGround.Absence] : Array.Empty<NonRenewalGround>() },
        Reasons = at == 0 ? "Predikat kinerja Kurang, di bawah predikat minimum." : "",
        HeadDiffers = at == 0,
    });
}
