using Workforce.Contract.V1;

namespace Workforce.Access.Tests;

/// <summary>A city's policy and exemption list, no longer than a night needs.</summary>
internal static class CityRules
{
    /// <param name="decidedOn">Day of the exemption list; the policy is in effect from that year's first.</param>
    /// <param name="exemptKinds">Kinds of work units that keep working.</param>
    /// <returns>The versions of both.</returns>
    public static async Task<(int Policy, int ExemptionList)> DeclareAsync(
        PolicyService.PolicyServiceClient policies, string cityId, string decidedOn, params string[] exemptKinds)
    {
        var year = decidedOn[..4];
        var policy = await policies.ApplyPolicyAsync(new ApplyPolicyRequest
        {
            Policy = new Policy { CityId = cityId, EffectiveFrom = $"{year}-01-01", Rounds = new() { ExpiryDueDays = 14 }, Objection = new() { Days = 14 }, AskAt = "BKPPD", Language = "id" },
        });
        var list = await policies.ApplyExemptionListAsync(new ApplyExemptionListRequest
        {
            ExemptionList = new ExemptionList
            {
                CityId = cityId,
                Number = $"1/SE/{year}",
                DecidedOn = decidedOn,
                Signatory = new Signatory { Name = "Wali", Title = "Wali Kota" },
                Kinds = { exemptKinds },
            },
        });
        return (policy.Version, list.Version);
    }
}
