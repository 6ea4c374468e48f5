using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Evaluation.Ratings;

/// <summary>Corrects a rating (pembetulan penilaian): what is signed stays, and its next version says what is right.</summary>
public sealed class CorrectRating(RoundStore rounds, RatingPolicyStore policies, FindContracts findContracts, CityDays days, Signing signing)
{
    /// <param name="correction">With the version that it corrects.</param>
    /// <returns>The new version; the current one when that says the same.</returns>
    /// <exception cref="NotFoundException">There is no such round within reach, or no such contract in a unit that the caller heads today.</exception>
    /// <exception cref="NotReadyException">Another version is current, or a worker objects to it.</exception>
    /// <exception cref="InvalidInputException">The policy does not take the rating, or the contract is not of the round.</exception>
    public async Task<Rating> CorrectAsync(Guid roundId, WorkerRating correction, AllowedCall call, CancellationToken cancellation)
    {
        var round = await rounds.GetAsync(roundId, call.Reach, cancellation);
        var signer = Signer.Of(call, round.CityId, await days.DayOfAsync(round.CityId, call.At, cancellation));
        var rules = await policies.GetRulesAsync(round.CityId, round.PolicyVersion, cancellation);
        var contracts = await findContracts(round.CityId, [correction.ContractId], cancellation);
        var outcomes = await signing.SignAsync(
            new RuledRound(round, rules), [new RatingToSign(correction, contracts.GetValueOrDefault(correction.ContractId))], signer, cancellation);
        return outcomes[0] is { Refusal: { } refusal } ? throw FailureOf(refusal, correction) : outcomes[0].Rating!;
    }

    private static Exception FailureOf(Refusal refusal, WorkerRating correction) => refusal.Rule switch
    {
        RefusalRule.Unit => new NotFoundException("contract", $"{correction.ContractId}", "or it is of no unit that you head today"),
        RefusalRule.Version or RefusalRule.Rated => new NotReadyException($"version {refusal.Sentence}"),
        RefusalRule.Objected or RefusalRule.Ruled => new NotReadyException($"contract {refusal.Sentence}"),
        _ => new InvalidInputException($"rating.{refusal.Field}", refusal.Value, refusal.Reason),
    };
}
