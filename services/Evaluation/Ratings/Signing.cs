using System.Collections.ObjectModel;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Ratings;

/// <summary>A rating beside the contract that it is of.</summary>
/// <param name="Contract">As the register has it; null when it has none.</param>
public sealed record RatingToSign(WorkerRating Rating, RosterContract? Contract);

/// <summary>
/// Signs ratings of a round: what call, file and correction have in common. State, satisfied requests and event are one transaction. Heads of
/// one unit follow each other, so that each sees what the other has signed; of a correction and an objection at the same moment one is first.
/// </summary>
public sealed class Signing(Database database, CityDays days, ListObjected listObjected, StoreSigned storeSigned, EvaluationMetrics metrics, TimeProvider clock)
{
    /// <param name="ratings">At most 1,000 or so: one transaction.</param>
    /// <returns>In the order of the ratings.</returns>
    /// <exception cref="NotReadyException">The day on which the signer's appointments are valid is over.</exception>
    public async Task<IReadOnlyList<RatingOutcome>> SignAsync(
        RuledRound round, IReadOnlyList<RatingToSign> ratings, Signer signer, CancellationToken cancellation)
    {
        var refusals = RefusalsOf(round, ratings, signer);
        var taken = ratings.Index().Where(one => refusals[one.Index] is null).ToList();
        var signed = taken.Count == 0 ? [] : await StoreAsync(round, [.. taken.Select(one => one.Item)], signer, cancellation);
        var outcomes = taken.Zip(signed).ToDictionary(one => one.First.Index, one => one.Second);
        RatingOutcome[] all = [
            .. ratings.Select((rating, at) => outcomes.GetValueOrDefault(at) ?? new RatingOutcome(rating.Rating.ContractId, null, false, refusals[at]))];
        foreach (var refused in all.Where(outcome => outcome.Refusal is not null).CountBy(outcome => outcome.Refusal!.Rule))
            metrics.RatingsRefused(refused.Key, refused.Value);
        return all;
    }

    private static Refusal?[] RefusalsOf(RuledRound round, IReadOnlyList<RatingToSign> ratings, Signer signer)
    {
        var seen = new HashSet<Guid>();
        return [.. ratings.Select(one => FaultOf(round, one, signer)
            ?? (seen.Add(one.Rating.ContractId) ? null : new Refusal(RefusalRule.Duplicate, "contract_id", $"{one.Rating.ContractId}", "is rated more than once here; the first counts")))];
    }

    private static Refusal? FaultOf(RuledRound round, RatingToSign one, Signer signer)
    {
        var (rating, contract) = one;
        // Contracts of other units answer like those that do not exist.
        if (contract is null || !signer.Units.ContainsKey(contract.UnitId))
            return new Refusal(RefusalRule.Unit, "contract_id", $"{rating.ContractId}", "is no contract of a unit that you head today");
        if (contract.IsWithdrawn)
            return new Refusal(RefusalRule.Round, "contract_id", $"{rating.ContractId}", "is withdrawn from the register");
        if (!round.Round.HasUnit(contract.UnitId))
            return new Refusal(RefusalRule.Round, "contract_id", $"{rating.ContractId}", "is of a unit that the round does not rate");
        if (round.Round.DaysOf(contract.FirstDay, contract.LastDay) is not { } rated)
            return new Refusal(RefusalRule.Round, "contract_id", $"{rating.ContractId}", "has no day in the round's period");
        return rated.From > signer.Day
            ? new Refusal(RefusalRule.Day, "contract_id", $"{rating.ContractId}", $"cannot be rated before {rated.From.ToIso()}, the first of the days that are rated")
            : RatingCheck.FaultOf(rating.Facts, round.Rules, rated, signer.Day);
    }

    private async Task<IReadOnlyList<RatingOutcome>> StoreAsync(RuledRound round, List<RatingToSign> ratings, Signer signer, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync(
            [(RatingLock.OfRound(round.Round.Id), false), .. ratings.Select(one => (RatingLock.OfUnit(round.Round.Id, one.Contract!.UnitId), true))], cancellation);
        var current = (await RatingStore.ListNewestAsync(work, round.Round.Id, [.. ratings.Select(one => one.Rating.ContractId)], cancellation))
            .ToDictionary(rating => rating.ContractId);
        var objected = current.Count == 0
            ? ReadOnlyDictionary<Guid, ObjectedRating>.Empty
            : await listObjected(work, round.Round.Id, [.. current.Keys], cancellation);
        // Behind the lock, for which midnight may have been waited for: what is signed is signed on a day on which the signer is the head.
        var now = clock.GetUtcNow();
        if (await days.DayOfAsync(round.Round.CityId, now, cancellation) != signer.Day)
            throw new NotReadyException("the day has ended in the city while ratings were signed: what is signed stays; send the others again");
        var draft = new Draft(round, signer, now.WholeMilliseconds(), objected);
        List<RatingOutcome> outcomes = [.. ratings.Zip(SequentialIds.Next(ratings.Count), (one, id) => draft.OutcomeOf(one, id, current.GetValueOrDefault(one.Rating.ContractId)))];

        Rating[] signed = [.. outcomes.Where(outcome => outcome.IsNew).Select(outcome => outcome.Rating!)];
        if (signed.Length == 0)
            return outcomes;
        await storeSigned.StoreAsync(work, round, signed, ruling: null, cancellation);
        await work.CommitAsync(cancellation);
        return outcomes;
    }

    /// <summary>What the ratings of a transaction have in common.</summary>
    private sealed record Draft(RuledRound Round, Signer Signer, DateTime At, IReadOnlyDictionary<Guid, ObjectedRating> Objected)
    {
        public RatingOutcome OutcomeOf(RatingToSign one, Guid id, Rating? current)
        {
            var (contractId, expected) = (one.Rating.ContractId, one.Rating.ExpectedVersion);
            var said = one.Rating.Facts;
            var facts = (current is not null && one.Rating.Sheet is { } sheet ? sheet.Complete(said, current.Facts) : said).Tidy();
            if (current is not null && current.Facts.AreSame(facts) && (expected == 0 || expected == current.Version || expected == current.Version - 1))
                return new RatingOutcome(contractId, current, false, null);
            if (Objected.GetValueOrDefault(contractId) is { } objected)
                return Refused(contractId, RefusalOf(objected, current!.Version));
            if (current is not null && expected == 0)
                return Refused(contractId, new Refusal(
                    RefusalRule.Rated, "contract_id", $"{contractId}", $"is rated already, in version {current.Version}; a correction states the version that it corrects", current.Version));
            if (expected != (current?.Version ?? 0))
                return Refused(contractId, new Refusal(
                    RefusalRule.Version, "expected_version", $"{expected}", $"is not the current version, which is {current?.Version ?? 0}", current?.Version ?? 0));
            return new RatingOutcome(contractId, RatingOf(one.Contract!, id, facts, expected + 1).Hashed(), true, null);
        }

        private static Refusal RefusalOf(ObjectedRating objected, int version) => objected.IsRuled
            ? new Refusal(
                RefusalRule.Ruled, "contract_id", $"{objected.ContractId}",
                $"has a rating on which a superior has ruled, by version {version}, for the worker objected on {objected.FiledOn.ToIso()}: the ruling is final", version)
            : new Refusal(
                RefusalRule.Objected, "contract_id", $"{objected.ContractId}",
                $"has a rating against whose version {objected.Version} the worker objected on {objected.FiledOn.ToIso()}: it stays as it is until the superior has ruled", version);

        private static RatingOutcome Refused(Guid contractId, Refusal refusal) => new(contractId, null, false, refusal);

        private Rating RatingOf(RosterContract contract, Guid id, RatingFacts facts, int version)
        {
            var (predicate, recommendation) = facts.JudgeBy(Round.Rules, Round.Round.DaysOf(contract.FirstDay, contract.LastDay)!);
            return new Rating(
                id, Round.Round.CityId, Round.Round.Id, contract.ContractId, contract.WorkerId, contract.UnitId, version, Round.Round.PolicyVersion, facts, predicate,
                Signer.Actor, Signer.Units[contract.UnitId], At, recommendation);
        }
    }
}
