using Grpc.Core;
using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Evaluation.Api;

/// <summary>Serves <c>evaluation/v1/rating_policies.proto</c>.</summary>
public sealed class RatingPolicyEndpoint(RatingPolicyStore policies, ApplyRatingPolicy applyRatingPolicy) : V1.RatingPolicyService.RatingPolicyServiceBase
{
    public override async Task<V1.RatingPolicy> ApplyRatingPolicy(V1.ApplyRatingPolicyRequest request, ServerCallContext context)
    {
        var policy = RatingPolicyWire.Read(request.Policy ?? throw new InvalidInputException("policy", null, "is required"));
        return RatingPolicyWire.ToWire(await applyRatingPolicy.ApplyAsync(policy, context.CancellationToken));
    }

    public override async Task<V1.RatingPolicy> GetRatingPolicy(V1.GetRatingPolicyRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        return RatingPolicyWire.ToWire(
            await policies.FindNewestAsync(cityId, context.CancellationToken) ?? throw new NotFoundException("rating policy of city", request.CityId));
    }
}
