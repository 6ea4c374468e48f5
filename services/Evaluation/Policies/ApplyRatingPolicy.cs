using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Policies;

/// <summary>Adds a rating policy as its city's next version, unless it equals the newest one. Rounds that are open keep theirs.</summary>
public sealed class ApplyRatingPolicy(Database database)
{
    /// <returns>The newest version.</returns>
    /// <exception cref="InvalidInputException">A value is not one a city can mean.</exception>
    public async Task<RatingPolicy> ApplyAsync(RatingPolicy policy, CancellationToken cancellation)
    {
        RulesCheck.Validate(policy.Rules);

        await using var work = await database.BeginAsync(cancellation);
        // Two calls must not both compare with the same newest version.
        await work.LockAsync([(DerivedId.From("rating-policy", policy.CityId), true)], cancellation);
        var newest = await RatingPolicyStore.FindNewestAsync(work, policy.CityId, cancellation);
        if (newest is not null && RatingPolicyStore.AreSame(policy, newest))
            return newest;

        var next = policy with { Version = (newest?.Version ?? 0) + 1 };
        await RatingPolicyStore.AddAsync(work, next, cancellation);
        await work.CommitAsync(cancellation);
        return next;
    }
}
