using Workforce.ServiceDefaults.Access;

namespace Workforce.Notification.Receipts;

/// <summary>Records that workers received notices of their ratings, many at once: each receipt is recorded or refused by itself.</summary>
public sealed class RecordReceipts(ReceiptStore receipts, Recording recording, AccessLog accesses)
{
    /// <param name="roundId">Of those that name a contract; null where none does.</param>
    /// <param name="recorded">At most 1,000.</param>
    /// <returns>In the order of the receipts.</returns>
    public async Task<IReadOnlyList<ReceiptOutcome>> RecordAsync(
        Guid cityId, Guid? roundId, IReadOnlyList<NewReceipt> recorded, AllowedCall call, CancellationToken cancellation)
    {
        Guid[] noticeIds = [.. recorded.Select(receipt => receipt.NoticeId).OfType<Guid>().Distinct()];
        Guid[] contractIds = [.. recorded.Select(receipt => receipt.ContractId).OfType<Guid>().Distinct()];
        var named = noticeIds.Length == 0 ? [] : await receipts.ListNoticesAsync(cityId, noticeIds, call.Reach, cancellation);
        var byContract = contractIds.Length == 0 || roundId is null ? null : await receipts.ListVersionsAsync(cityId, roundId.Value, contractIds, call.Reach, cancellation);
        var byId = named.ToDictionary(notice => notice.Id);
        List<ReceiptToRecord> found = [.. recorded.Select(receipt => new ReceiptToRecord(
            receipt, receipt.NoticeId is { } id ? byId.GetValueOrDefault(id) : RatingNotice.For(receipt, [.. byContract?[receipt.ContractId ?? default] ?? []])))];
        var outcomes = await recording.RecordAsync(cityId, found, call, cancellation);
        await LogAsync(cityId, found, outcomes, call);
        return outcomes;
    }

    // A receipt names its witness and who recorded it.
    private Task LogAsync(Guid cityId, List<ReceiptToRecord> found, IReadOnlyList<ReceiptOutcome> outcomes, AllowedCall call) => accesses.WriteByCityAsync(
        call, found.Zip(outcomes).Where(one => one.Second.Receipt is not null).Select(one => (cityId, one.First.Notice!.WorkerId)), "receipts");
}
