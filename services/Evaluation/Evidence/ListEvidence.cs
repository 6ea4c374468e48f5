using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Evaluation.Evidence;

/// <summary>Lists what ratings prove of contracts; the access log says of whom.</summary>
public sealed class ListEvidence(EvidenceStore evidence, RatingPolicyStore policies, AccessLog accesses)
{
    /// <returns>Contracts without a rating and unknown versions are left out.</returns>
    public async Task<FoundEvidence> ListAsync(EvidenceQuery query, AllowedCall call, CancellationToken cancellation)
    {
        var versions = await policies.ListAsync(query.CityId, cancellation);
        var rules = versions.ToDictionary(policy => policy.Version, policy => policy.Rules);
        var found = await evidence.ListAsync(query, rules, cancellation);
        await accesses.WriteByCityAsync(call, found.Select(one => (query.CityId, one.WorkerId)), "ratings as evidence");
        var judging = found.Select(one => one.PolicyVersion).ToHashSet();
        return new FoundEvidence(found, [.. versions.Where(policy => judging.Contains(policy.Version))], RatingPolicy.InForceOn(query.PolicyDay, versions));
    }
}
