using Workforce.Cli.Connections;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary>What the owners answered to a city's folder.</summary>
public sealed record Application(ApplyCityReply City, Policy Policy, ExemptionList Exemptions)
{
    /// <summary>Sends all of it. Sending the same again changes nothing, so a call that broke off is simply repeated.</summary>
    public static async Task<Application> SendAsync(WorkforceSystem system, CityFolder folder, CancellationToken cancellation)
    {
        var city = await system.Cities.ApplyCityAsync(folder.City, cancellationToken: cancellation);
        var policy = folder.Policy.Clone();
        policy.CityId = city.City.Id;
        var exemptions = folder.Exemptions.Clone();
        exemptions.CityId = city.City.Id;
        return new Application(
            city,
            await system.Policies.ApplyPolicyAsync(new ApplyPolicyRequest { Policy = policy }, cancellationToken: cancellation),
            await system.Policies.ApplyExemptionListAsync(new ApplyExemptionListRequest { ExemptionList = exemptions }, cancellationToken: cancellation));
    }
}
