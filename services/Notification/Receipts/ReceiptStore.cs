using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Receipts;

/// <summary>The table of receipts. A row is never changed.</summary>
public sealed class ReceiptStore(Database database)
{
    /// <summary>Of a receipt beside its notice.</summary>
    internal const string Columns = "received_on, way, witness, recorded_at, by_issuer, by_subject, by_name";

    private const string SelectNotice =
        """
        select notice.id, contract_id, recipient_id as worker_id, unit_id, rating_id, issued_at, way, received_on, witness
        from notice join round on round.id = notice.round_id left join receipt on receipt.notice_id = notice.id
        """;

    /// <summary>Those of a city's notices of ratings with these ids that are within reach.</summary>
    public Task<IReadOnlyList<RatingNotice>> ListNoticesAsync(Guid cityId, IReadOnlyCollection<Guid> noticeIds, Reach reach, CancellationToken cancellation) =>
        database.ListAsync<RatingNotice>(
            $"{SelectNotice} where notice.id = any(@ids) and rating_id is not null and city_id = @cityId and {WithinReach(reach)}",
            reach.With(new { cityId, ids = noticeIds.ToArray() }), cancellation);

    /// <summary>The notices of these contracts' ratings in the round that are within reach, by contract, the newest version first.</summary>
    public async Task<ILookup<Guid, RatingNotice>> ListVersionsAsync(
        Guid cityId, Guid roundId, IReadOnlyCollection<Guid> contractIds, Reach reach, CancellationToken cancellation) =>
        (await database.ListAsync<RatingNotice>(
            $"""
            {SelectNotice}
            where contract_id = any(@ids) and round_id = @roundId and rating_id is not null and city_id = @cityId and {WithinReach(reach)}
            order by contract_id, rating_version desc
            """,
            reach.With(new { cityId, roundId, ids = contractIds.ToArray() }), cancellation)).ToLookup(notice => notice.ContractId);

    /// <summary>Adds those of notices that have none.</summary>
    /// <param name="receipts">One of each notice.</param>
    /// <returns>The notices of those that were new.</returns>
    public static async Task<IReadOnlySet<Guid>> AddAsync(UnitOfWork work, IReadOnlyCollection<Receipt> receipts, CancellationToken cancellation)
    {
        // In one order: two transactions that record the same in different orders would deadlock.
        var added = receipts.OrderBy(receipt => receipt.NoticeId).ToList();
        var stored = await work.ListAsync<Guid>(
            $"""
            insert into receipt (notice_id, {Columns})
            select * from unnest(@ids, @days, @ways, @witnesses, @recorded, @issuers, @subjects, @names)
            on conflict (notice_id) do nothing
            returning notice_id
            """,
            new
            {
                ids = added.Select(receipt => receipt.NoticeId).ToArray(),
                days = added.Select(receipt => receipt.ReceivedOn).ToArray(),
                ways = added.Select(receipt => (short)receipt.Way).ToArray(),
                witnesses = added.Select(receipt => receipt.Witness).ToArray(),
                recorded = added.Select(receipt => receipt.RecordedAt).ToArray(),
                issuers = added.Select(receipt => receipt.RecordedBy.Issuer).ToArray(),
                subjects = added.Select(receipt => receipt.RecordedBy.Subject).ToArray(),
                names = added.Select(receipt => receipt.RecordedBy.Name).ToArray(),
            },
            cancellation);
        return stored.ToHashSet();
    }

    /// <summary>Those of these notices, also what another transaction has just committed.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Receipt>> ListAsync(UnitOfWork work, IReadOnlyCollection<Guid> noticeIds, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>($"select notice_id, {Columns} from receipt where notice_id = any(@ids)", new { ids = noticeIds.ToArray() }, cancellation);
        return rows.ToDictionary(row => row.NoticeId, row => row.ToReceipt());
    }

    private static string WithinReach(Reach reach) => reach.Condition("city_id", "unit_id", "recipient_id");

    private sealed record Row(
        Guid NoticeId, DateOnly ReceivedOn, ReceiptWay Way, string? Witness, DateTime RecordedAt, string ByIssuer, string BySubject, string ByName)
    {
        public Receipt ToReceipt() => new(NoticeId, ReceivedOn, Way, Witness, RecordedAt, new Actor(ByIssuer, BySubject, ByName));
    }
}
