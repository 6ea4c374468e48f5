using Grpc.Core;
using Workforce.Contract.Policies;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

public sealed class PolicyEndpoint(PolicyTable policies, ExemptionListTable exemptionLists, ExemptUnits exemptUnits)
    : V1.PolicyService.PolicyServiceBase
{
    public override async Task<V1.Policy> ApplyPolicy(V1.ApplyPolicyRequest request, ServerCallContext context)
    {
        var policy = PolicyMapping.Read(request.Policy ?? throw Missing("policy")).Validated();
        return PolicyMapping.Wire(await policies.ApplyAsync(policy, context.CancellationToken));
    }

    public override async Task<V1.Policy> GetPolicy(V1.GetPolicyRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var versions = await policies.ListAsync(cityId, context.CancellationToken);
        return PolicyMapping.Wire(versions is [.., var newest] ? newest : throw new NotFoundException("policy of city", request.CityId));
    }

    public override async Task<V1.ExemptionList> ApplyExemptionList(V1.ApplyExemptionListRequest request, ServerCallContext context)
    {
        var named = request.ExemptionList ?? throw Missing("exemption_list");
        var list = PolicyMapping.Read(named);
        await exemptUnits.CheckAsync(list.CityId, named.UnitCodes, named.Kinds, context.CancellationToken);
        return PolicyMapping.Wire(await exemptionLists.ApplyAsync(list, context.CancellationToken));
    }

    public override async Task<V1.ExemptionList> GetExemptionList(V1.GetExemptionListRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var versions = await exemptionLists.ListAsync(cityId, context.CancellationToken);
        return PolicyMapping.Wire(versions is [.., var newest] ? newest : throw new NotFoundException("exemption list of city", request.CityId));
    }

    private static InvalidInputException Missing(string field) => new(field, null, "is required");
}
