using Workforce.Cli.Connections;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary>A city's folder as Registry, Contract and Evaluation have stored it.</summary>
/// <param name="Rating">Null where the folder says nothing of ratings.</param>
public sealed record AppliedCity(ApplyCityReply City, Policy Policy, ExemptionList Exemptions, RatingPolicy? Rating)
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
            await system.Policies.ApplyExemptionListAsync(new ApplyExemptionListRequest { ExemptionList = exemptions }, cancellationToken: cancellation),
            await ApplyRatingAsync(system, folder.Rating, city.City.Id, cancellation));
    }

    private static async Task<RatingPolicy?> ApplyRatingAsync(WorkforceSystem system, RatingPolicy? rating, string cityId, CancellationToken cancellation) =>
        rating is null ? null : await system.RatingPolicies.ApplyRatingPolicyAsync(
            new ApplyRatingPolicyRequest { Policy = new RatingPolicy(rating) { CityId = cityId } }, cancellationToken: cancellation);
}
