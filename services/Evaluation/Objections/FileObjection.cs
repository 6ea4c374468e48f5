using Workforce.Access.V1;
using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings;
using Workforce.Evaluation.Receipts;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Objections;

/// <summary>
/// Files an objection against the newest version of a contract's rating, by the worker, or on paper by the personnel office against the one of that day. Of a correction and an
/// objection at the same moment one is first: after a correction the objection is against the new version, after an objection there is no correction.
/// </summary>
public sealed class FileObjection(Database database, RoundStore rounds, RatingPolicyStore policies, CityDays days, EvaluationMetrics metrics)
{
    /// <returns>The objection, also when it was filed before.</returns>
    /// <exception cref="NotFoundException">There is no such round, or no rating of the contract in it, within reach.</exception>
    /// <exception cref="InvalidInputException">The paper or its day is missing, is not the caller's to name, or cannot be.</exception>
    /// <exception cref="NotReadyException">The days to object are over, or there is another objection.</exception>
    public async Task<Objection> FileAsync(NewObjection filed, AllowedCall call, CancellationToken cancellation)
    {
        var round = await rounds.GetAsync(filed.RoundId, call.Reach, cancellation);
        var rules = await policies.GetRulesAsync(round.CityId, round.PolicyVersion, cancellation);
        // The moment of the call, whatever lock it waits for: it came while the window was open.
        var today = await days.DayOfAsync(round.CityId, call.At, cancellation);
        await using var work = await database.BeginAsync(cancellation);
        await work.LockAsync([(RatingLock.OfRound(round.Id), true)], cancellation);

        var rating = await FindRatingAsync(work, filed, round, call.Reach, cancellation)
            ?? throw new NotFoundException("contract", $"{filed.ContractId}", "or it has no rating in this round to which you may object");
        CheckPaper(filed, rating, call);
        if (await ObjectionStore.FindAsync(work, round.Id, filed.ContractId, cancellation) is { } existing)
            return existing.IsOf(filed) ? existing : throw Refused(existing);
        var filedOn = filed.FiledOn ?? today;
        CheckDays(filed, rating, filedOn, today, await days.DayOfAsync(round.CityId, rating.SignedAt, cancellation));
        CheckWindow(filedOn, await ReceiptStore.FindDayAsync(work, rating.Id, cancellation), rules.ObjectionDays);

        var due = filedOn.AddDays(rules.RulingDays);
        var objection = new Objection(
            SequentialIds.Next(1)[0], round.CityId, round.Id, rating.ContractId, rating.WorkerId, rating.UnitId, rating.Id, rating.Version, filed.Reason, filed.Paper,
            filedOn, call.At.WholeMilliseconds(), call.Actor, due, await days.EndOfAsync(round.CityId, due, cancellation), null);
        await ObjectionStore.AddAsync(work, objection, cancellation);
        work.AfterCommit(metrics.ObjectionFiled);
        await work.CommitAsync(cancellation);
        return objection;
    }

    // The newest version; on paper the one that was so on the day on which the office received it, though the head has corrected it since.
    private async Task<Rating?> FindRatingAsync(UnitOfWork work, NewObjection filed, Round round, Reach reach, CancellationToken cancellation)
    {
        var versions = await RatingStore.ListVersionsAsync(work, round.Id, filed.ContractId, reach, cancellation);
        if (filed.FiledOn is not { } day)
            return versions is [.., var newest] ? newest : null;
        foreach (var version in versions.Reverse())
            if (await days.DayOfAsync(round.CityId, version.SignedAt, cancellation) <= day)
                return version;
        return versions is [var first, ..] ? first : null;
    }

    // Who may do both, as an employee of the personnel office who is a worker, says by the paper which it is.
    private static void CheckPaper(NewObjection filed, Rating rating, AllowedCall call)
    {
        var isOffice = call.Grants.Any(grant => grant.Role is Role.Hr && (grant.EveryCity || grant.CityId == rating.CityId));
        var isWorker = call.Grants.Any(grant => grant.Role is Role.Worker && grant.WorkerId == rating.WorkerId);
        if (filed.Paper is null && !isWorker)
            throw new InvalidInputException("paper", null, "is required of the personnel office: number and date of the worker's paper");
        if (filed.Paper is { } paper && !isOffice)
            throw new InvalidInputException("paper.number", paper.Number, "is for the personnel office; the worker files without a paper");
        if (filed is { Paper: null, FiledOn: { } day })
            throw new InvalidInputException("filed_on", day.ToIso(), "is for a paper; the worker files today");
    }

    private static void CheckDays(NewObjection filed, Rating rating, DateOnly filedOn, DateOnly today, DateOnly signedOn)
    {
        if (filedOn > today)
            throw new InvalidInputException("filed_on", filedOn.ToIso(), $"is to come; today is {today.ToIso()}");
        if (filedOn < signedOn)
            throw new InvalidInputException("filed_on", filedOn.ToIso(), $"is before {signedOn.ToIso()}, on which version {rating.Version} of the rating was signed");
        if (filed.Paper?.Date > filedOn)
            throw new InvalidInputException("paper.date", filed.Paper.Date.ToIso(), $"is after {filedOn.ToIso()}, on which the paper was received");
    }

    // Without a receipt the window stays open: it has not begun to end.
    private void CheckWindow(DateOnly filedOn, DateOnly? receivedOn, int objectionDays)
    {
        if (receivedOn?.AddDays(objectionDays) is not { } last || filedOn <= last)
            return;
        metrics.ObjectionRefused(ObjectionRefusal.Window);
        throw new NotReadyException(
            $"the worker received the rating on {receivedOn.Value.ToIso()}, and could object for {objectionDays} days, through {last.ToIso()}: {filedOn.ToIso()} is too late");
    }

    private NotReadyException Refused(Objection existing)
    {
        metrics.ObjectionRefused(existing.Ruling is null ? ObjectionRefusal.Open : ObjectionRefusal.Ruled);
        return new NotReadyException(existing.Ruling is { } ruling
            ? $"an objection of {existing.FiledOn.ToIso()} was ruled on, by version {ruling.Version} of the rating: the ruling is final"
            : $"an objection of {existing.FiledOn.ToIso()} against version {existing.Version} of the rating is open: the superior rules on it");
    }
}
