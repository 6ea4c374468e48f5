using Workforce.Evaluation.Events;
using Workforce.Evaluation.Requests;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Ratings;

/// <summary>Stores versions that are signed, with all that follows from them: requests that are satisfied, and the event.</summary>
public sealed class StoreSigned(EvaluationMetrics metrics)
{
    private const int RatingsOfEvent = 1_000;

    /// <param name="versions">Each with its hash, the next version of its contract; at least one.</param>
    /// <param name="ruling">The outcome of the ruling by which they are signed; null of heads' ratings.</param>
    /// <exception cref="NotReadyException">One of the versions was signed meanwhile.</exception>
    public async Task StoreAsync(UnitOfWork work, RuledRound round, IReadOnlyList<Rating> versions, short? ruling, CancellationToken cancellation)
    {
        await RatingStore.AddAsync(work, versions, cancellation);
        var satisfied = await RequestStore.SatisfyAsync(work, [.. versions.Select(rating => rating.ContractId)], cancellation);
        foreach (var some in versions.Chunk(RatingsOfEvent))
            work.Publish(DerivedId.From("ratings-signed", some[0].Id), new RatingsSigned(
                round.Round.CityId, round.Round.Id, [.. some.Select(rating => SignedOf(rating, round, ruling))],
                round.Round.PeriodFrom, round.Round.PeriodTo, round.Rules.ObjectionDays));
        work.AfterCommit(() =>
        {
            metrics.RequestsSatisfied(satisfied);
            foreach (var predicate in versions.CountBy(rating => rating.Predicate))
                metrics.RatingsSigned(predicate.Key, predicate.Value);
        });
    }

    private static SignedRating SignedOf(Rating rating, RuledRound round, short? ruling) => new(
        rating.ContractId, rating.WorkerId, rating.UnitId, rating.Id, rating.Version, rating.SignedAt,
        (short)rating.Predicate, round.Rules.Absences.DaysCounted(rating.Facts.Absences), ruling);
}
