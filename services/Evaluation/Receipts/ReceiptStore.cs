using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Receipts;

/// <summary>The table of receipts: when workers received the notices of their ratings.</summary>
public static class ReceiptStore
{
    /// <summary>Adds those that are not there; a notice is received once.</summary>
    public static Task AddAsync(UnitOfWork work, IReadOnlyCollection<(Guid RatingId, DateOnly ReceivedOn)> receipts, CancellationToken cancellation) =>
        // In one order, so that two transactions do not deadlock.
        work.ExecuteAsync(
            """
            insert into rating_receipt (rating_id, received_on)
            select distinct on (rating_id) * from unnest(@ratings, @days) as receipt (rating_id, received_on) order by rating_id, received_on
            on conflict do nothing
            """,
            new { ratings = receipts.Select(one => one.RatingId).ToArray(), days = receipts.Select(one => one.ReceivedOn).ToArray() }, cancellation);

    /// <summary>The day on which the worker received the notice of a version, in the city; null while none is known.</summary>
    public static Task<DateOnly?> FindDayAsync(UnitOfWork work, Guid ratingId, CancellationToken cancellation) =>
        work.FindAsync<DateOnly?>("select received_on from rating_receipt where rating_id = @ratingId", new { ratingId }, cancellation);
}
