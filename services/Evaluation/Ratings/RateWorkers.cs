using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Evaluation.Ratings;

/// <summary>Rates workers by the head of their unit, many at once: each rating is signed or refused by itself.</summary>
public sealed class RateWorkers(RoundStore rounds, RatingPolicyStore policies, FindContracts findContracts, CityDays days, Signing signing)
{
    /// <param name="ratings">At most 1,000.</param>
    /// <returns>In the order of the ratings.</returns>
    /// <exception cref="NotFoundException">There is no such round within reach.</exception>
    public async Task<IReadOnlyList<RatingOutcome>> RateAsync(
        Guid roundId, IReadOnlyList<WorkerRating> ratings, AllowedCall call, CancellationToken cancellation)
    {
        var round = await rounds.GetAsync(roundId, call.Reach, cancellation);
        var signer = Signer.Of(call, round.CityId, await days.DayOfAsync(round.CityId, call.At, cancellation));
        var rules = await policies.GetRulesAsync(round.CityId, round.PolicyVersion, cancellation);
        var contracts = await findContracts(round.CityId, [.. ratings.Select(rating => rating.ContractId).Distinct()], cancellation);
        return await signing.SignAsync(
            new RuledRound(round, rules), [.. ratings.Select(rating => new RatingToSign(rating, contracts.GetValueOrDefault(rating.ContractId)))], signer, cancellation);
    }
}
