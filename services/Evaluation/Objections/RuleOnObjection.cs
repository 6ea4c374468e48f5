using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Objections;

/// <summary>
/// Rules on an objection by the next version of the rating: with the same facts when it is rejected, with the superior's when it is granted. The
/// superior next above the head rules; where that person has rated, the next above. Of two rulings at once one wins.
/// </summary>
public sealed class RuleOnObjection(
    Database database, ObjectionStore objections, RoundStore rounds, RatingPolicyStore policies, RatingStore ratings, FindContracts findContracts,
    ListHoldersAbove listHoldersAbove, CityDays days, StoreSigned storeSigned, EvaluationMetrics metrics, TimeProvider clock)
{
    /// <returns>The objection with its ruling, also when the same person has ruled the same before.</returns>
    /// <exception cref="NotFoundException">There is no such objection within reach.</exception>
    /// <exception cref="PermissionDeniedException">The caller has rated, or one who is nearer to the head has not.</exception>
    /// <exception cref="InvalidInputException">Facts are missing or not asked for, or the policy does not take them.</exception>
    /// <exception cref="NotReadyException">It was ruled on otherwise, or the day of the caller's appointments is over.</exception>
    public async Task<Objection> RuleAsync(NewRuling ruling, AllowedCall call, CancellationToken cancellation)
    {
        ruling = ruling.Validated();
        var found = await objections.GetAsync(ruling.ObjectionId, call.Reach, cancellation);
        var round = await rounds.GetAsync(found.RoundId, Reach.Everything, cancellation);
        var ruled = new RuledRound(round, await policies.GetRulesAsync(round.CityId, round.PolicyVersion, cancellation));
        var day = await days.DayOfAsync(round.CityId, call.At, cancellation);
        // While it is open nothing is signed but its ruling, which another may make meanwhile: what is checked here holds behind the lock too.
        var draft = found.Ruling is null ? await DraftAsync(found, ruled, ruling, call, day, cancellation) : null;

        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync([(RatingLock.OfRound(round.Id), true)], cancellation);
        var objection = (await ObjectionStore.FindAsync(work, round.Id, found.ContractId, cancellation))!;
        var current = (await RatingStore.ListNewestAsync(work, round.Id, [found.ContractId], cancellation)).Single();
        if (objection.Ruling is { } made)
            return made.IsOf(ruling, current.Facts, call.Actor) ? objection : throw Refused(made);
        var now = clock.GetUtcNow();
        if (await days.DayOfAsync(round.CityId, now, cancellation) != day)
            throw new NotReadyException("the day has ended in the city while the ruling was made: nothing is signed; send it again");

        var version = VersionOf(current, draft!, objection, call.Actor, now.WholeMilliseconds());
        await storeSigned.StoreAsync(work, ruled, [version], (short)ruling.Outcome, cancellation);
        var signed = objection with { Ruling = new Ruling(ruling.Outcome, ruling.Reason, version.Id, version.Version, version.SignedAt, call.Actor, version.Capacity) };
        await ObjectionStore.AddRulingAsync(work, signed, cancellation);
        work.AfterCommit(() => metrics.ObjectionRuled(ruling.Outcome));
        await work.CommitAsync(cancellation);
        return signed;
    }

    private static Rating VersionOf(Rating current, Draft draft, Objection objection, Actor by, DateTime at)
    {
        var version = current with
        {
            Id = SequentialIds.Next(1)[0],
            Version = current.Version + 1,
            SignedBy = by,
            Capacity = draft.Capacity,
            SignedAt = at,
            ObjectionId = objection.Id,
        };
        if (draft.Granted is not var (facts, predicate, recommendation))
            return version.Hashed();
        if (facts.AreSame(current.Facts))
            throw new InvalidInputException("facts", null, "say what is signed already: a granted objection changes the rating; else reject it");
        return (version with { Facts = facts, Predicate = predicate, Recommendation = recommendation }).Hashed();
    }

    private async Task<Draft> DraftAsync(
        Objection objection, RuledRound round, NewRuling ruling, AllowedCall call, DateOnly day, CancellationToken cancellation)
    {
        var capacity = await CapacityOfAsync(objection, call, day, cancellation);
        return new Draft(capacity, ruling.Facts is { } facts ? await JudgeAsync(objection, round, facts, day, cancellation) : null);
    }

    private async Task<Judged> JudgeAsync(Objection objection, RuledRound round, RatingFacts facts, DateOnly day, CancellationToken cancellation)
    {
        var contracts = await findContracts(objection.CityId, [objection.ContractId], cancellation);
        if (contracts.GetValueOrDefault(objection.ContractId) is not { IsWithdrawn: false } contract || round.Round.DaysOf(contract.FirstDay, contract.LastDay) is not { } rated)
            throw new NotReadyException("the contract has no day in the round any more, for the register was corrected: the objection can only be rejected");
        if (RatingCheck.FaultOf(facts, round.Rules, rated, day) is { } fault)
        {
            metrics.RatingsRefused(fault.Rule, 1);
            throw new InvalidInputException(fault.Field, fault.Value, fault.Reason);
        }
        var (predicate, recommendation) = facts.JudgeBy(round.Rules, rated);
        return new Judged(facts, predicate, recommendation);
    }

    /// <returns>In which capacity the caller has the office by which it is ruled.</returns>
    private async Task<Capacity> CapacityOfAsync(Objection objection, AllowedCall call, DateOnly day, CancellationToken cancellation)
    {
        var signers = await ratings.ListSignersAsync(objection.RoundId, objection.ContractId, objection.Id, cancellation);
        if (signers.Contains(new RatingSigner(call.Actor.Issuer, call.Actor.Subject)))
            throw Refused(ObjectionRefusal.Rater, $"{call.Actor.Name} has signed the rating, and does not rule on an objection against it: who is next above does");
        // Within reach: there is one. Who has several offices rules by the nearest, in the stronger capacity.
        var office = call.Grants
            .Where(grant => grant.UnitId == objection.UnitId && grant is { Level: not null, Capacity: not null })
            .OrderBy(grant => grant.Level).ThenBy(grant => grant.Capacity).First();
        if (office.Level == Grant.NextAbove)
            return office.Capacity!.Value;

        var holders = await listHoldersAbove(objection.CityId, objection.UnitId, day, cancellation);
        return RulingOrder.FirstBefore(office.Level!.Value, holders, signers) is not { } nearer ? office.Capacity!.Value : throw Refused(
            ObjectionRefusal.NotNext,
            $"{call.Actor.Name} is {office.Level} offices above the head of the unit, and rules only when those between have rated: who is {nearer} above has not, and rules; "
            + "where that office is vacant, appoint an acting superior");
    }

    private PermissionDeniedException Refused(ObjectionRefusal rule, string sentence)
    {
        metrics.ObjectionRefused(rule);
        return new PermissionDeniedException(sentence);
    }

    private NotReadyException Refused(Ruling made)
    {
        metrics.ObjectionRefused(ObjectionRefusal.Ruled);
        return new NotReadyException(
            $"the objection was {(made.Outcome is RulingOutcome.Granted ? "granted" : "rejected")} by {made.RuledBy.Name} on {made.RuledAt.ToIso()}, "
            + $"by version {made.Version} of the rating: the ruling is final");
    }

    /// <summary>What of a ruling is checked.</summary>
    /// <param name="Granted">Null when the objection is rejected.</param>
    private sealed record Draft(Capacity Capacity, Judged? Granted);

    private sealed record Judged(RatingFacts Facts, Predicate Predicate, Recommendation Recommendation);
}
