using Grpc.Core;
using Workforce.Contract.Recommendations;
using Workforce.Documents;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

/// <summary>Serves <c>contract/v1/recommendations.proto</c>.</summary>
public sealed class RecommendationEndpoint(
    Recommend recommend, Recompute recompute, RecommendationStore recommendations, TemplateLibrary templates, AccessLog accesses, TimeProvider clock)
    : V1.RecommendationService.RecommendationServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task Recommend(V1.RecommendRequest request, IServerStreamWriter<V1.RecommendProgress> responseStream, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        await foreach (var progress in recommend.RecommendAsync(cycleId, context.Allowed(), context.CancellationToken))
            await responseStream.WriteAsync(RecommendationWire.ToWire(progress), context.CancellationToken);
    }

    public override async Task<V1.ListRecommendationsReply> ListRecommendations(V1.ListRecommendationsRequest request, ServerCallContext context)
    {
        var (filter, language) = (RecommendationWire.FilterFrom(request), RecommendationWire.LanguageFrom(request.Language));
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var call = context.Allowed();
        var rows = await recommendations.ListAsync(filter, MomentOf(request.KnownAt), RecommendationWire.AfterFrom(page), page.Size, call.Reach, context.CancellationToken);
        await accesses.WriteByCityAsync(call, rows.Select(recommendation => (recommendation.CityId, recommendation.WorkerId)), "recommendations");
        return new V1.ListRecommendationsReply
        {
            Recommendations = { rows.Select(recommendation => RecommendationWire.ToWire(recommendation, RecommendationText.Write(templates, recommendation, language))) },
            NextPageToken = page.Next(rows, recommendation => PageKey.Of(recommendation.UnitId, recommendation.ContractId)),
        };
    }

    public override async Task<V1.CountRecommendationsReply> CountRecommendations(V1.CountRecommendationsRequest request, ServerCallContext context) =>
        RecommendationWire.ToWire(
            await recommendations.CountAsync(Field.Uuid("cycle_id", request.CycleId), MomentOf(request.KnownAt), context.Allowed().Reach, context.CancellationToken)
            ?? throw new NotFoundException("cycle", request.CycleId));

    public override async Task Recompute(V1.RecomputeRequest request, IServerStreamWriter<V1.RecomputeProgress> responseStream, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        await foreach (var progress in recompute.RecomputeAsync(cycleId, context.Allowed(), context.CancellationToken))
            await responseStream.WriteAsync(RecommendationWire.ToWire(progress), context.CancellationToken);
    }

    /// <exception cref="InvalidInputException">It is no moment, or is to come.</exception>
    private DateTime MomentOf(string knownAt)
    {
        var now = clock.GetUtcNow();
        var moment = Field.OptionalMoment("known_at", knownAt) ?? now;
        return moment <= now ? moment.UtcDateTime : throw new InvalidInputException("known_at", knownAt, "is to come");
    }
}
