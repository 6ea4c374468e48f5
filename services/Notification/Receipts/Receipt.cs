using Workforce.ServiceDefaults.Access;

namespace Workforce.Notification.Receipts;

/// <summary>That a worker received a notice of a rating (tanda terima). It is recorded once and never changed.</summary>
/// <param name="ReceivedOn">In the city's own calendar.</param>
/// <param name="Witness">Who can say so (saksi); null of <see cref="ReceiptWay.Inbox"/>.</param>
/// <param name="RecordedAt">UTC.</param>
public sealed record Receipt(Guid NoticeId, DateOnly ReceivedOn, ReceiptWay Way, string? Witness, DateTime RecordedAt, Actor RecordedBy)
{
    /// <summary>Characters of a witness.</summary>
    public const int LongestWitness = 200;

    /// <summary>Whether the other one says the same, by the same person or another. What a worker confirms again, on whichever day, is confirmed already.</summary>
    public bool SaysWhat(Receipt other) =>
        Way == other.Way && (Way is ReceiptWay.Inbox || (ReceivedOn == other.ReceivedOn && Witness == other.Witness));
}

/// <summary>How a worker received a notice. The numbers are sent and stored.</summary>
public enum ReceiptWay : short
{
    /// <summary>Diserahkan langsung: the witness saw it.</summary>
    HandedOver = 1,

    /// <summary>Pos tercatat.</summary>
    Post = 2,

    /// <summary>Pesan elektronik.</summary>
    Message = 3,

    /// <summary>Dibaca sendiri: the worker confirms it, and no one else.</summary>
    Inbox = 4,
}

/// <summary>A receipt that is to be recorded.</summary>
/// <param name="NoticeId">Null where the contract says which.</param>
/// <param name="ContractId">Of whose rating in the round it is the newest notice; null where the notice is named.</param>
/// <param name="ReceivedOn">Null where it is not said; of <see cref="ReceiptWay.Inbox"/> it is today.</param>
/// <param name="Witness">Empty where none is named.</param>
public sealed record NewReceipt(Guid? NoticeId, Guid? ContractId, DateOnly? ReceivedOn, ReceiptWay Way, string Witness);

/// <summary>A receipt beside the notice that it is of.</summary>
/// <param name="Notice">Null when there is none within the caller's reach.</param>
public sealed record ReceiptToRecord(NewReceipt Receipt, RatingNotice? Notice);

/// <summary>A notice of a version of a rating, as far as its receipt needs it.</summary>
/// <param name="IssuedAt">UTC.</param>
/// <param name="Way">Of its receipt, as the following; null while it has none.</param>
public sealed record RatingNotice(
    Guid Id, Guid ContractId, Guid WorkerId, Guid UnitId, Guid RatingId, DateTime IssuedAt, ReceiptWay? Way, DateOnly? ReceivedOn, string? Witness)
{
    /// <summary>
    /// Of the notices of a contract's rating the one that a receipt by contract is of: of the newest version, unless one says it already. So a sheet
    /// that is handed in again, after a correction or a ruling, is no receipt of what came later.
    /// </summary>
    /// <param name="versions">The newest first.</param>
    public static RatingNotice? For(NewReceipt receipt, IReadOnlyCollection<RatingNotice> versions) =>
        versions.FirstOrDefault(notice => notice.IsReceivedAs(receipt)) ?? versions.FirstOrDefault();

    // What a worker confirms again is another notice: there is no day or witness to tell them apart.
    private bool IsReceivedAs(NewReceipt receipt) =>
        receipt.Way == Way && receipt.Way is not ReceiptWay.Inbox && receipt.ReceivedOn == ReceivedOn && receipt.Witness == Witness;
}

/// <summary>What has become of one receipt of a call.</summary>
/// <param name="NoticeId">Null when there is none.</param>
/// <param name="Receipt">As it stands, recorded now or before, also where another one is refused; null when there is none.</param>
/// <param name="IsNew">It was recorded by this call.</param>
/// <param name="Refusal">Null when it is not refused.</param>
public sealed record ReceiptOutcome(Guid? NoticeId, Receipt? Receipt, bool IsNew, ReceiptRefusal? Refusal);

/// <summary>Why a receipt is not recorded.</summary>
/// <param name="Field">Within the receipt, for example <c>received_on</c>.</param>
/// <param name="Value">What is not taken; null where it is missing, or must not be repeated.</param>
public sealed record ReceiptRefusal(ReceiptRule Rule, string Field, string? Value, string Reason)
{
    public string Sentence => Value is null ? Reason : $"'{Value}' {Reason}";
}

/// <summary>By which rule a receipt is not recorded.</summary>
public enum ReceiptRule
{
    /// <summary>It is of no notice of a rating that the caller may record receipts of.</summary>
    Notice,

    Day,
    Way,
    Witness,

    /// <summary>Another receipt of the notice stands.</summary>
    Recorded,

    /// <summary>A cell of a sheet, or a row as a whole, cannot be read.</summary>
    Cell,
}

/// <summary>Ids of all contracts that a city has of the workers with these NIKs, by the NIK. At most 1,000.</summary>
public delegate Task<ILookup<string, Guid>> FindContractsByNik(Guid cityId, IReadOnlyList<string> niks, CancellationToken cancellation);
