using Workforce.ServiceDefaults.Access;

namespace Workforce.Notification.Receipts;

/// <summary>Records that workers received notices of their ratings, many at once: each receipt is recorded or refused by itself.</summary>
public sealed class RecordReceipts(ReceiptStore receipts, Recording recording)
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
        var newest = contractIds.Length == 0 || roundId is null ? [] : await receipts.ListNewestAsync(cityId, roundId.Value, contractIds, call.Reach, cancellation);
        var (byId, byContract) = (named.ToDictionary(notice => notice.Id), newest.ToDictionary(notice => notice.ContractId));
        return await recording.RecordAsync(
            cityId,
            [.. recorded.Select(receipt => new ReceiptToRecord(
                receipt, receipt.NoticeId is { } id ? byId.GetValueOrDefault(id) : byContract.GetValueOrDefault(receipt.ContractId ?? default)))],
            call, cancellation);
    }
}
