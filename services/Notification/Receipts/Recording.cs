using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Notification.Receipts;

/// <summary>Records receipts of a city's notices: what call and file have in common. The receipts and the event are one transaction.</summary>
public sealed class Recording(Database database, CityDays days, NotificationMetrics metrics, TimeProvider clock)
{
    private const int RatingsOfEvent = 500;

    /// <param name="receipts">At most 1,000 or so: one transaction.</param>
    /// <returns>In the order of the receipts.</returns>
    public async Task<IReadOnlyList<ReceiptOutcome>> RecordAsync(
        Guid cityId, IReadOnlyList<ReceiptToRecord> receipts, AllowedCall call, CancellationToken cancellation)
    {
        var today = await days.DayOfAsync(cityId, call.At, cancellation);
        var refusals = new ReceiptRefusal?[receipts.Count];
        foreach (var (at, (receipt, notice)) in receipts.Index())
            refusals[at] = notice is null
                ? NoNotice(receipt)
                : ReceiptCheck.FaultOf(receipt, notice, cityId, call, await days.DayOfAsync(cityId, notice.IssuedAt, cancellation), today);

        var now = clock.GetUtcNow().UtcDateTime;
        var taken = receipts.Index().Where(one => refusals[one.Index] is null)
            .Select(one => (At: one.Index, Notice: one.Item.Notice!, Receipt: ReceiptOf(one.Item, today, now, call.Actor))).ToList();
        var (recorded, standing) = await StoreAsync(cityId, taken.ConvertAll(one => (one.Notice, one.Receipt)), cancellation);
        var saidAt = taken.ToDictionary(one => one.At, one => one.Receipt);
        var outcomes = receipts.Select((one, at) => refusals[at] is { } refusal
            ? new ReceiptOutcome(one.Notice?.Id, null, false, refusal)
            : OutcomeOf(saidAt[at], standing[one.Notice!.Id], recorded)).ToList();
        foreach (var refused in outcomes.Where(outcome => outcome.Refusal is not null).CountBy(outcome => outcome.Refusal!.Rule))
            metrics.ReceiptsRefused(refused.Key, refused.Value);
        return outcomes;
    }

    // Of several receipts of one notice the first is recorded, and the others are compared with it.
    private async Task<(HashSet<Guid> Recorded, IReadOnlyDictionary<Guid, Receipt> Standing)> StoreAsync(
        Guid cityId, List<(RatingNotice Notice, Receipt Receipt)> taken, CancellationToken cancellation)
    {
        if (taken.Count == 0)
            return ([], new Dictionary<Guid, Receipt>());
        var firsts = taken.DistinctBy(one => one.Notice.Id).ToList();
        await using var work = await database.BeginAsync(cancellation);
        var added = await ReceiptStore.AddAsync(work, firsts.ConvertAll(one => one.Receipt), cancellation);
        var standing = await ReceiptStore.ListAsync(work, firsts.ConvertAll(one => one.Notice.Id), cancellation);
        var recorded = firsts.Where(one => added.Contains(one.Notice.Id)).ToList();
        foreach (var some in recorded.Chunk(RatingsOfEvent))
            work.Publish(DerivedId.From("ratings-received", some[0].Notice.Id), new RatingsReceived(
                cityId, [.. some.Select(one => new ReceivedRating(one.Notice.ContractId, one.Notice.RatingId, one.Receipt.ReceivedOn))]));
        work.AfterCommit(() =>
        {
            foreach (var way in recorded.CountBy(one => one.Receipt.Way))
                metrics.ReceiptsRecorded(way.Key, way.Value);
        });
        await work.CommitAsync(cancellation);
        return ([.. added], standing);
    }

    private static ReceiptOutcome OutcomeOf(Receipt said, Receipt standing, HashSet<Guid> recorded)
    {
        if (!said.SaysWhat(standing))
            return new ReceiptOutcome(said.NoticeId, standing, false, new ReceiptRefusal(
                ReceiptRule.Recorded, "received_on", null,
                $"another receipt stands: received on {standing.ReceivedOn.ToIso()}, as {standing.RecordedBy.Name} has recorded"));
        // Once: the same again, in this call or a later one, is unchanged.
        return new ReceiptOutcome(said.NoticeId, standing, recorded.Remove(said.NoticeId), null);
    }

    private static Receipt ReceiptOf(ReceiptToRecord one, DateOnly today, DateTime now, Actor actor) => new(
        one.Notice!.Id, one.Receipt.ReceivedOn ?? today, one.Receipt.Way, one.Receipt.Witness.Length == 0 ? null : one.Receipt.Witness, now, actor);

    // What is out of reach answers like what does not exist.
    private static ReceiptRefusal NoNotice(NewReceipt receipt) => receipt.NoticeId is { } noticeId
        ? new ReceiptRefusal(ReceiptRule.Notice, "notice_id", $"{noticeId}", "is no notice of a rating within your reach")
        : new ReceiptRefusal(ReceiptRule.Notice, "contract_id", $"{receipt.ContractId}", "has no notice of a rating in the round within your reach");
}
