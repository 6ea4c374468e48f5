using Grpc.Core;
using Workforce.Contract.V1;
using Workforce.Documents;
using Workforce.Notification.Rounds;
using Workforce.Registry.V1;

namespace Workforce.Notification.Peers;

/// <summary>What cities' notices have in common: names from Registry, what policies say from Contract.</summary>
public sealed class Letterheads(CityService.CityServiceClient registry, PolicyService.PolicyServiceClient contract)
{
    /// <summary>Implements <see cref="Rounds.GetLetterhead"/>.</summary>
    /// <exception cref="RpcException">A service is unreachable, or Registry does not have the city.</exception>
    public async Task<Letterhead> GetAsync(Guid cityId, CancellationToken cancellation)
    {
        var city = await registry.GetCityAsync(new GetCityRequest { City = $"{cityId}" }, cancellationToken: cancellation);
        var policy = await FindPolicyAsync(cityId, cancellation);
        var speaks = policy is not null && TemplateLibrary.Speaks(policy.Language);
        return new Letterhead(city.Name, policy?.AskAt ?? "", speaks ? policy!.Language : TemplateLibrary.DefaultLanguage);
    }

    // A city may rate before it has a policy about renewals.
    private async Task<Policy?> FindPolicyAsync(Guid cityId, CancellationToken cancellation)
    {
        try
        {
            return await contract.GetPolicyAsync(new GetPolicyRequest { CityId = $"{cityId}" }, cancellationToken: cancellation);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound)
        {
            return null;
        }
    }
}
