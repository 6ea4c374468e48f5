using Grpc.Core;
using Workforce.Contract.Policies;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

public sealed class PolicyEndpoint(
    PolicyStore policies, ExemptionListStore exemptionLists, ApplyPolicy applyPolicy, ApplyExemptionList applyExemptionList)
    : V1.PolicyService.PolicyServiceBase
{
    public override async Task<V1.Policy> ApplyPolicy(V1.ApplyPolicyRequest request, ServerCallContext context)
    {
        var policy = PolicyWire.Read(request.Policy ?? throw Missing("policy"));
        return PolicyWire.ToWire(await applyPolicy.ApplyAsync(policy, context.CancellationToken));
    }

    public override async Task<V1.Policy> GetPolicy(V1.GetPolicyRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        return PolicyWire.ToWire(await policies.FindNewestAsync(cityId, context.CancellationToken) ?? throw new NotFoundException("policy of city", request.CityId));
    }

    public override async Task<V1.ExemptionList> ApplyExemptionList(V1.ApplyExemptionListRequest request, ServerCallContext context)
    {
        var list = PolicyWire.Read(request.ExemptionList ?? throw Missing("exemption_list"));
        return PolicyWire.ToWire(await applyExemptionList.ApplyAsync(list, context.CancellationToken));
    }

    public override async Task<V1.ExemptionList> GetExemptionList(V1.GetExemptionListRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        return PolicyWire.ToWire(
            await exemptionLists.FindNewestAsync(cityId, context.CancellationToken) ?? throw new NotFoundException("exemption list of city", request.CityId));
    }

    private static InvalidInputException Missing(string field) => new(field, null, "is required");
}
