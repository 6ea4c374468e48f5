using Workforce.Cli.Connections;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary>A city's folder as Registry and Contract have stored it.</summary>
public sealed record AppliedCity(ApplyCityReply City, Policy Policy, ExemptionList Exemptions)
{
    /// <summary>Sends all of the folder. The same folder again changes nothing, so a call that broke off may be repeated.</summary>
    public static async Task<AppliedCity> SendAsync(WorkforceSystem system, CityFolder folder, CancellationToken cancellation)
    {
        var city = await system.Cities.ApplyCityAsync(folder.City, cancellationToken: cancellation);
        var policy = folder.Policy.Clone();
        policy.CityId = city.City.Id;
        var exemptions = folder.Exemptions.Clone();
        exemptions.CityId = city.City.Id;
        return new AppliedCity(
            city,
            await system.Policies.ApplyPolicyAsync(new ApplyPolicyRequest { Policy = policy }, cancellationToken: cancellation),
            await system.Policies.ApplyExemptionListAsync(new ApplyExemptionListRequest { ExemptionList = exemptions }, cancellationToken: cancellation));
    }
}
